"""Everything that happened to a post, told in sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models import Attempt, Decision, Post, Takedown, Version
from moderation.drafts.presenters import diff
from moderation.drafts.presenters.diff import Diff
from moderation.drafts.queries import history
from moderation.drafts.queries.history import Happened
from moderation.drafts.workflow import AttemptState
from schoolsocial.words import Words

SOFTWARE = _("The software")
_GONE = _("Somebody no longer on record")


SENTENCES = {
    "post.started": _("started the draft"),
    "post.saved": _("changed the words"),
    "post.photo_added": _("added photo {position}"),
    "post.photo_described": _("described photo {position}"),
    "post.photo_moved": _("moved a photo to place {position}"),
    "post.photo_removed": _("took out photo {position}"),
    "post.photo_exchanged": _("put another copy in place of photo {position}, blurred or cut"),
    "post.faces_corrected": _("corrected who is in photo {position}"),
    "post.warning_dismissed": _("set a warning aside, with a reason"),
    "post.dismissal_taken_back": _("let a warning stand again that they had set aside"),
    "post.fixed": _("made the change that the policy's check offered"),
    "post.stopped": _("tried to submit it; the policy asked for a change first"),
    "post.submit": _("sent version {version} for approval"),
    "post.withdraw": _("took it back to go on writing"),
    "post.approve": _("approved version {version}"),
    "post.return": _("sent it back to its author"),
    "post.reject": _("rejected version {version}"),
    "post.reopen": _("let posting go on, which put it back for approval as version {version}"),
    "post.consent_proven": _("showed by the register that each child in it may be shown"),
    "post.trip_named": _("said which trip it is about; it waits until everybody is back"),
    "post.trip_taken_out": _("said that it is not about a trip"),
    "post.thread_added_to": _("added it to a thread"),
    "post.thread_rearranged": _("moved it up in its thread"),
    "post.thread_left": _("took it out of its thread"),
    "post.not_of_trip": _("answered that it is not about the trip"),
    "post.set_aside": _("set it aside with the rest of its series"),
    "post.brought_back": _("took that back: it is a draft again"),
    "post.released": _("recorded that everybody is back, which put it back in line"),
    "post.reminded": _("reminded the reviewers that it waits"),
    "post.escalated": _("told the senior leaders that it waits"),
    "post.schedule": _("put it in line to be posted"),
    "post.moved": _("moved it to another time; the approval stayed"),
    "post.recall": _("opened it for editing, which took its approval away"),
    "post.claim": _("began to send it"),
    "post.adopted": _("took it into the record: posted outside School Social, not approved here"),
    "post.picture_taken_over": _("took its picture {position} into the record as it stands on X"),
    "post.record_posted": _("recorded that it is on X"),
    "post.lose_sight": _("got no clear answer from X and began to look at the timeline"),
    "post.retry": _("put it back in line, as it had not left"),
    "post.record_failure": _("recorded that X refused it"),
    "post.expire": _("did not send it, because its time had passed"),
    "post.hold": _("put it on hold for a person to decide"),
    "post.mark_as_posted": _("marked it as posted, with a link"),
    "post.send_again": _("asked for it to be sent again"),
    "post.cancel": _("cancelled it"),
    "post.remove": _("asked for it to be deleted from X"),
    "post.record_removed": _("recorded that it was deleted from X"),
    "post.hand_over": _("put it on the list of posts to post by hand"),
    "post.take_in_hand": _("began to post it by hand"),
    "post.let_go": _("said that it is not on X, and put it back on the list"),
    "post.keep_live": _("recorded that X did not delete it: it is still there"),
}
_TOLD_BY_DECISION = frozenset(
    {"post.approve", "post.approve_in_part", "post.return", "post.reject"}
)
_VERDICTS = {
    Decision.Verdict.APPROVE: _("approved version {version}"),
    Decision.Verdict.RETURN: _("returned version {version} with a comment"),
    Decision.Verdict.REJECT: _("rejected version {version}"),
}
_ATTEMPTS = {
    Attempt.Kind.UPLOAD: _("sent a picture to X"),
    Attempt.Kind.CREATE: _("sent the post to X"),
    Attempt.Kind.DELETE: _("asked X to delete the post"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. ``comment`` is a person's own words, escaped by the template."""

    at: datetime
    who: Words
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
    sentence: Words | None = SENTENCES.get(event.verb)
    if sentence is None:
        sentence = event.verb.removeprefix("post.").replace("_", " ").replace(".", " ")
    who = SOFTWARE if event.actor_id is None else names.get(event.actor_id, _GONE)
    return Entry(event.at, who, _filled(sentence, event.payload))


def _filled(sentence: Words, payload: Mapping[str, object]) -> str:
    words = str(sentence)
    for field in ("version", "position"):
        words = words.replace(f"{{{field}}}", str(payload.get(field, "")))
    return " ".join(words.split())


def _decided(decision: Decision, version: int) -> Entry:
    sentence = _VERDICTS[Decision.Verdict(decision.verdict)].format(version=version)
    return Entry(decision.at, decision.by.name, sentence, decision.comment)


def _attempted(attempt: Attempt) -> Entry:
    call = str(_ATTEMPTS[Attempt.Kind(attempt.kind)])
    if attempt.number > 1:
        call = gettext("{call} (attempt {number})").format(call=call, number=attempt.number)
    outcome = _lowered(AttemptState(attempt.state).label)
    if attempt.kind == Attempt.Kind.DELETE and attempt.state == AttemptState.AMBIGUOUS:
        outcome = gettext("no clear answer: X is asked once more")
    if attempt.status_code:
        outcome = gettext("{outcome}, answer {code}").format(
            outcome=outcome, code=attempt.status_code
        )
    at = attempt.finished_at or attempt.started_at or attempt.prepared_at
    return Entry(at, SOFTWARE, f"{call}: {outcome}")


def _to_come_down(item: Takedown) -> Iterator[Entry]:
    """That a child in it was the reason, and never which."""
    opened = gettext("put it on the list of posts to take down")
    yield Entry(item.opened_at, SOFTWARE, f"{opened}: {_lowered(item.get_reason_display())}")
    if item.done_at is not None:
        closed = gettext("closed its entry on the list of posts to take down")
        yield Entry(item.done_at, SOFTWARE, f"{closed}: {_lowered(item.get_outcome_display())}")


def _lowered(label: Words) -> str:
    words = str(label)
    return f"{words[0].lower()}{words[1:]}"


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
