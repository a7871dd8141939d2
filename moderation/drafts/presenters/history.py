"""Everything that happened to a post, told in sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from moderation.drafts.models import Attempt, Decision, Post, Takedown, Version
from moderation.drafts.presenters import diff
from moderation.drafts.presenters.diff import Diff
from moderation.drafts.queries import history
from moderation.drafts.queries.history import Happened
from moderation.drafts.workflow import AttemptState

SOFTWARE = "The software"
_GONE = "Somebody no longer on record"


SENTENCES = {
    "post.started": "started the draft",
    "post.saved": "changed the words",
    "post.photo_added": "added photo {position}",
    "post.photo_described": "described photo {position}",
    "post.photo_moved": "moved a photo to place {position}",
    "post.photo_removed": "took out photo {position}",
    "post.photo_exchanged": "put another copy in place of photo {position}, blurred or cut",
    "post.faces_corrected": "corrected who is in photo {position}",
    "post.warning_dismissed": "set a warning aside, with a reason",
    "post.dismissal_taken_back": "let a warning stand again that they had set aside",
    "post.fixed": "made the change that the policy's check offered",
    "post.stopped": "tried to submit it; the policy asked for a change first",
    "post.submit": "sent version {version} for approval",
    "post.withdraw": "took it back to go on writing",
    "post.approve": "approved version {version}",
    "post.return": "sent it back to its author",
    "post.reject": "rejected version {version}",
    "post.reopen": "let posting go on, which put it back for approval as version {version}",
    "post.consent_proven": "showed by the register that each child in it may be shown",
    "post.trip_named": "said which trip it is about; it waits until everybody is back",
    "post.trip_taken_out": "said that it is not about a trip",
    "post.thread_added_to": "added it to a thread",
    "post.thread_rearranged": "moved it up in its thread",
    "post.thread_left": "took it out of its thread",
    "post.not_of_trip": "answered that it is not about the trip",
    "post.set_aside": "set it aside with the rest of its series",
    "post.brought_back": "took that back: it is a draft again",
    "post.released": "recorded that everybody is back, which put it back in line",
    "post.reminded": "reminded the reviewers that it waits",
    "post.escalated": "told the senior leaders that it waits",
    "post.schedule": "put it in line to be posted",
    "post.moved": "moved it to another time; the approval stayed",
    "post.recall": "opened it for editing, which took its approval away",
    "post.claim": "began to send it",
    "post.adopted": "took it into the record: posted outside School Social, not approved here",
    "post.picture_taken_over": "took its picture {position} into the record as it stands on X",
    "post.record_posted": "recorded that it is on X",
    "post.lose_sight": "got no clear answer from X and began to look at the timeline",
    "post.retry": "put it back in line, as it had not left",
    "post.record_failure": "recorded that X refused it",
    "post.expire": "did not send it, because its time had passed",
    "post.hold": "put it on hold for a person to decide",
    "post.mark_as_posted": "marked it as posted, with a link",
    "post.send_again": "asked for it to be sent again",
    "post.cancel": "cancelled it",
    "post.remove": "asked for it to be deleted from X",
    "post.record_removed": "recorded that it was deleted from X",
    "post.hand_over": "put it on the list of posts to post by hand",
    "post.take_in_hand": "began to post it by hand",
    "post.let_go": "said that it is not on X, and put it back on the list",
    "post.keep_live": "recorded that X did not delete it: it is still there",
}
_TOLD_BY_DECISION = frozenset(
    {"post.approve", "post.approve_in_part", "post.return", "post.reject"}
)
_VERDICTS = {
    Decision.Verdict.APPROVE: "approved version {}",
    Decision.Verdict.RETURN: "returned version {} with a comment",
    Decision.Verdict.REJECT: "rejected version {}",
}
_ATTEMPTS = {
    Attempt.Kind.UPLOAD: "sent a picture to X",
    Attempt.Kind.CREATE: "sent the post to X",
    Attempt.Kind.DELETE: "asked X to delete the post",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. ``comment`` is a person's own words, escaped by the template."""

    at: datetime
    who: str
    sentence: str
    comment: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class History:
    """All entries, the oldest first, and what changed from each version to the next."""

    entries: tuple[Entry, ...]
    changes: tuple[Diff, ...]


def present(post: Post) -> History:
    """The post's whole story: events, decisions with their comments, calls to X, versions."""
    return of(post, history.versions_of(post), history.decisions_on(post))


def of(post: Post, versions: Sequence[Version], decisions: Sequence[Decision]) -> History:
    """The same with all its versions and the decisions on it, which are at hand."""
    events = history.events_of(post)
    people = {post.author, *(decision.by for decision in decisions)}
    names = history.names_of((event.actor_id for event in events), people)
    numbers = {version.pk: version.number for version in versions}
    told = [
        *(_decided(decision, numbers[decision.version_id]) for decision in decisions),
        *(_after_approval(post) if _may_have_left(post, decisions) else ()),
        *(_event(event, names) for event in events if not _told_elsewhere(event)),
    ]
    told.sort(key=lambda entry: entry.at)  # stable: what happened together stays in this order
    changes = pairwise(versions)
    return History(
        entries=tuple(_without_repeats(told)),
        changes=tuple(diff.between(before, after) for before, after in changes),
    )


def _may_have_left(post: Post, decisions: Sequence[Decision]) -> bool:
    """Only what somebody approved here, or took into the record from X, is ever sent or has to come
    down."""
    approved = any(decision.verdict == Decision.Verdict.APPROVE for decision in decisions)
    return approved or post.adopted_at is not None


def _after_approval(post: Post) -> Iterator[Entry]:
    """The calls to X, and when it had to come down."""
    for attempt in history.attempts_for(post):
        yield _attempted(attempt)
    for item in history.takedowns_of(post):
        yield from _to_come_down(item)


def _told_elsewhere(event: Happened) -> bool:
    """A person's verdict is told with its comment; one of the software has none."""
    return event.verb in _TOLD_BY_DECISION and event.actor_id is not None


def _event(event: Happened, names: Mapping[int, str]) -> Entry:
    sentence = SENTENCES.get(event.verb)
    if sentence is None:
        sentence = event.verb.removeprefix("post.").replace("_", " ").replace(".", " ")
    who = SOFTWARE if event.actor_id is None else names.get(event.actor_id, _GONE)
    return Entry(event.at, who, _filled(sentence, event.payload))


def _filled(sentence: str, payload: Mapping[str, object]) -> str:
    for field in ("version", "position"):
        sentence = sentence.replace(f"{{{field}}}", str(payload.get(field, "")))
    return " ".join(sentence.split())


def _decided(decision: Decision, version: int) -> Entry:
    sentence = _VERDICTS[Decision.Verdict(decision.verdict)].format(version)
    return Entry(decision.at, decision.by.name, sentence, decision.comment)


def _attempted(attempt: Attempt) -> Entry:
    call = _ATTEMPTS[Attempt.Kind(attempt.kind)]
    outcome = AttemptState(attempt.state).label
    if attempt.kind == Attempt.Kind.DELETE and attempt.state == AttemptState.AMBIGUOUS:
        outcome = "No clear answer: X is asked once more"
    number = f" (attempt {attempt.number})" if attempt.number > 1 else ""
    code = f", answer {attempt.status_code}" if attempt.status_code else ""
    at = attempt.finished_at or attempt.started_at or attempt.prepared_at
    return Entry(at, SOFTWARE, f"{call}{number}: {_lowered(outcome)}{code}")


def _to_come_down(item: Takedown) -> Iterator[Entry]:
    """That a child in it was the reason, and never which."""
    opened = "put it on the list of posts to take down"
    yield Entry(item.opened_at, SOFTWARE, f"{opened}: {_lowered(item.get_reason_display())}")
    if item.done_at is not None:
        closed = "closed its entry on the list of posts to take down"
        yield Entry(item.done_at, SOFTWARE, f"{closed}: {_lowered(item.get_outcome_display())}")


def _lowered(label: str) -> str:
    return f"{label[0].lower()}{label[1:]}"


def _without_repeats(entries: list[Entry]) -> Iterator[Entry]:
    """Autosave writes one event a pause; a run of them by one person is one line."""
    run: Entry | None = None
    for entry in entries:
        if run and (run.who, run.sentence, run.comment) == (entry.who, entry.sentence, ""):
            run = replace(run, at=entry.at, times=run.times + 1)
            continue
        if run:
            yield run
        run = entry
    if run:
        yield run
