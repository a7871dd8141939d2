"""One post on X with all that is known of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from consent.models import Photo
from consent.queries.accounted import accounts_of
from moderation.catalogue import looking
from moderation.catalogue.forms.deciding import DecisionForm
from moderation.catalogue.models import Case, Remark, Removal, Tweet
from moderation.catalogue.presenters import rows
from moderation.catalogue.presenters.rows import Row, Why
from moderation.catalogue.queries import listed
from moderation.drafts.models import PostPhoto
from moderation.drafts.presenters import faces, times
from policy.findings import Finding
from policy.queries import NoPolicy, version_in_force
from schoolsocial.accounts.models import School


@dataclass(frozen=True, slots=True)
class WhoIsIn:
    """What people said of a picture of a post that nobody sent from here, in a sentence without a
    name. ``placed`` is the picture as the record has it, where it has it."""

    position: int
    summary: str
    placed: PostPhoto | None


@dataclass(frozen=True, slots=True)
class TweetPage:
    """``told`` are the findings of this very moment, which quote the words they are about; ``who``
    is empty for a post of the ledger, whose own page tells. ``looked_again`` is when what people
    said of its pictures since the audit was last looked at."""

    row: Row
    remark: Remark | None
    why: tuple[Why, ...]
    told: tuple[Finding, ...]
    cases: tuple[Case, ...]
    proof: Removal | None
    took: str
    who: tuple[WhoIsIn, ...]
    looked_again: datetime | None
    form: DecisionForm = field(default_factory=DecisionForm)
    problem: str = ""


def present(
    school: School,
    tweet: Tweet,
    day: date,
    *,
    form: DecisionForm | None = None,
    problem: str = "",
) -> TweetPage:
    remark = Remark.objects.filter(tweet=tweet).select_related("decided_by", "audit").first()
    proof = listed.proof_of(tweet)
    return TweetPage(
        row=rows.row(tweet),
        remark=remark,
        why=tuple(rows.why(remark)) if remark else (),
        told=_told(school, tweet, day),
        cases=tuple(listed.cases_of(tweet)),
        proof=proof,
        took=times.length(proof.gone_at - proof.since) if proof and proof.gone_at else "",
        who=tuple(_who(tweet)),
        looked_again=_looked_again(tweet, remark),
        form=form or DecisionForm(),
        problem=problem,
    )


def _looked_again(tweet: Tweet, remark: Remark | None) -> datetime | None:
    """When, where that was after the audit."""
    again = tweet.looked_again_at
    since_then = remark is not None and again is not None and again > remark.audit.started_at
    return again if since_then else None


def _who(tweet: Tweet) -> Iterator[WhoIsIn]:
    if tweet.post is not None and tweet.post.adopted_at is None:
        return
    held = [one for one in tweet.tweet_pictures.all() if one.photo.state == Photo.State.READY]
    accounts = accounts_of([one.photo for one in held]) if held else {}
    placed = {row.position: row for row in tweet.post.post_photos.all()} if tweet.post else {}
    for one in held:
        said = faces.in_words(accounts[one.photo_id])
        yield WhoIsIn(one.position, said, placed.get(one.position))


def _told(school: School, tweet: Tweet, day: date) -> tuple[Finding, ...]:
    try:
        version = version_in_force(school, day)
    except NoPolicy:
        return ()
    whole = looking.with_all_needed(Tweet.objects.filter(pk=tweet.pk))
    return next((seen.told for _, seen in looking.look(school, list(whole), version, day)), ())
