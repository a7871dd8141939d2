"""Posts that went out: who approved them, under which seal, and what was proven. No words."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.catalogue.models import Tweet
from moderation.catalogue.noting import sha256_of
from moderation.drafts.models import Decision, Post
from moderation.drafts.presenters.live import link
from schoolsocial.documents.tables import Cell
from schoolsocial.governance.evidence.parts import Part, Span, here
from schoolsocial.governance.queries import evidence as queries

_HEADINGS = (
    _("Post"), _("Posted at"), _("Account"), _("Kind"), _("Address on X"), _("Written by"),
    _("Approved by"), _("Approved at"), _("Policy version"), _("Approvals asked for"),
    _("Consent"), _("Consent proven at"), _("Seal"), _("SHA-256 of the words"),
    _("SHA-256 of the pictures"),
)  # fmt: skip


def approvals(span: Span) -> Part:
    """A row for each approval; a post that two people approved has two."""
    found = queries.published(span.school, span.since, span.until)
    return Part(
        "approvals",
        gettext("Posts and approvals"),
        gettext(
            "An approval of a post that went out. Its seal is a keyed hash of all that "
            "was approved."
        ),
        _HEADINGS,
        [row for post in found for row in _rows(post)],
    )


def _rows(post: Post) -> Iterator[list[Cell]]:
    given: list[Decision] = post.approvals  # type: ignore[attr-defined]  # prefetched
    for decision in given:
        yield [*_post(post), *_approval(post, decision)]
    if not given:
        yield [*_post(post), gettext("Nobody"), *[None] * 8]


def _post(post: Post) -> Iterator[Cell]:
    yield from (str(post.pk), here(post.posted_at), post.account.handle)
    yield from (post.get_kind_display(), link(post), post.author.name)


def _approval(post: Post, decision: Decision) -> Iterator[Cell]:
    version, proofs = decision.version, list(decision.proofs.all())
    yield from (decision.by.name, here(decision.at), version.policy_version)
    yield from (version.approvals_needed, _consent(post, proven=bool(proofs)))
    yield here(max((proof.proven_at for proof in proofs), default=None))
    yield from (decision.seal, sha256_of(version.text))
    yield "\n".join(picture["sha256"] for picture in version.pictures)


def _consent(post: Post, *, proven: bool) -> str:
    if proven:
        return gettext("Proven for each child named in a photo")
    if post.shows_pupils:  # type: ignore[attr-defined]  # annotated
        return gettext("Pupils are shown; it was signed that none can be recognised")
    return gettext("No pupil is shown")


def _address(tweet: Tweet) -> str:
    if tweet.missing_since is not None:
        return ""
    return f"{settings.X_PUBLIC_URL}/{tweet.account.handle}/status/{tweet.tweet_id}"


def outside(span: Span) -> Part:
    found = queries.outside(span.school, span.since, span.until)
    return Part(
        "outside",
        gettext("Posted outside"),
        gettext(
            "A post that went out past School Social, and what a leader made of it. "
            "Nobody approved it here."
        ),
        (
            gettext("Posted at"),
            gettext("Account"),
            gettext("Address on X"),
            gettext("Answer"),
            gettext("Answered by"),
            gettext("Answered at"),
        ),
        [
            (
                here(one.tweet.posted_at),
                one.tweet.account.handle,
                _address(one.tweet),
                one.get_answer_display(),
                one.answered_by.name if one.answered_by else "",
                here(one.answered_at),
            )
            for one in found
        ],
    )
