"""Finding what somebody may open anyway: posts, incidents, followers, pages, the guide and help.

Each kind is asked through the same door as its own page, so that what may not be opened is not
found, nor counted. What is sealed (what was written about an incident, what others wrote on X)
cannot be searched, and pupils are found in the roll alone: neither they nor followers who were
reported as pupils are found here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from moderation.followers.models import FollowerCase
from moderation.followers.workflow import Verdict
from moderation.incidents.models import Incident
from moderation.incidents.playbook import shipped
from schoolsocial import menu
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission as May
from schoolsocial.help import guide, page_help
from schoolsocial.words import Words

MOST = 8
"""Of each kind; whoever wants more writes more."""
MOST_WORDS, LONGEST = 6, 100
_AROUND = 60
_OWN = frozenset({State.DRAFT, State.RETURNED})


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``before``, ``match`` and ``after`` are its words around what matched."""

    title: str
    url: str
    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind; ``more`` says that there is more than is shown."""

    title: str
    hits: list[Hit]
    more: bool


def find(membership: Membership, entered: str) -> list[Found]:
    """The kinds of which something was found. Every word has to be in it, in any order."""
    words = entered[:LONGEST].split()[:MOST_WORDS]
    if not words:
        return []
    found = (_shown(title, look(membership, words)) for title, look in _KINDS)
    return [one for one in found if one.hits]


def _shown(title: Words, hits: Iterable[Hit]) -> Found:
    listed = list(hits)
    return Found(str(title), listed[:MOST], more=len(listed) > MOST)


def _posts(membership: Membership, words: list[str]) -> Iterator[Hit]:
    visible = Post.objects.filter(school=membership.school).visible_to(
        membership.person, membership.permissions
    )
    rows = _with_all(visible, "text", words).order_by("-saved_at", "-pk")
    for post in rows[: MOST + 1]:
        day = date_format(timezone.localtime(post.saved_at), "j F Y")
        title = f"{State(post.state).label}, {day}"
        yield _hit(title, _way_to(post, membership), post.text, words)


def _way_to(post: Post, membership: Membership) -> str:
    mine = post.author_id == membership.person_id
    page = "drafts:post"
    if mine and post.state in _OWN:
        page = "drafts:compose"
    elif not mine and post.state == State.SUBMITTED and May.REVIEW_POSTS in membership.permissions:
        page = "drafts:review"
    return reverse(page, args=[membership.school.slug, post.pk])


def _incidents(membership: Membership, words: list[str]) -> Iterator[Hit]:
    labels = {code: kind.label for code, kind in shipped().items()}
    wanted = Q()
    for word in words:
        codes = [code for code, label in labels.items() if word.lower() in label.lower()]
        either = Q(category__in=codes) | Q(handle__icontains=word.removeprefix("@"))
        if word.isascii() and word.isdigit() and len(word) < len(str(2**63)):
            either |= Q(pk=int(word))
        wanted &= either
    rows = Incident.objects.filter(school=membership.school).visible_to(membership).undisposed()
    for incident in rows.filter(wanted).order_by("-reported_at", "-pk")[: MOST + 1]:
        handle = f", @{incident.handle}" if incident.handle else ""
        url = reverse("incidents:incident", args=[membership.school.slug, incident.pk])
        yield _hit(
            gettext("Incident {incident}").format(incident=incident.pk),
            url,
            f"{incident.label}{handle}",
            words,
        )


def _followers(membership: Membership, words: list[str]) -> Iterator[Hit]:
    if May.CHECK_FOLLOWERS not in membership.permissions:
        return
    cases = FollowerCase.objects.filter(school=membership.school).in_the_care_of(membership)
    cases = cases.exclude(follower__standing=Verdict.PUPIL)
    rows = _with_all(cases, "handle", [word.removeprefix("@") for word in words])
    for case in rows.order_by("-opened_at", "-pk")[: MOST + 1]:
        url = reverse("followers:case", args=[membership.school.slug, case.pk])
        yield _hit(
            gettext("{kind} follower").format(kind=case.get_kind_display()),
            url,
            f"@{case.handle}",
            words,
        )


def _help(membership: Membership, words: list[str]) -> Iterator[Hit]:
    for page in page_help.pages(membership.school.slug):
        if _has_all(f"{page.title} {page.about}", words):
            yield _hit(page.title, page.url, page.about, words)


def _guide(membership: Membership, words: list[str]) -> Iterator[Hit]:
    own, others = guide.parted(guide.found(" ".join(words)), membership.roles)
    for task in [*own, *others]:
        url = reverse("guide_task", args=[membership.school.slug, task.slug])
        yield _hit(task.title, url, task.steps[0].say, words)


def _pages(membership: Membership, words: list[str]) -> Iterator[Hit]:
    for group in menu.groups(membership):
        for item in group.items:
            if _has_all(f"{group.title} {item.label}", words):
                yield _hit(str(item.label), item.url, str(group.title), words)


_Look = Callable[[Membership, list[str]], Iterator[Hit]]
_KINDS: tuple[tuple[Words, _Look], ...] = (
    (_("Pages"), _pages),
    (_("Drafts and posts"), _posts),
    (_("Incidents"), _incidents),
    (_("Followers"), _followers),
    (_("Guide"), _guide),
    (_("Help"), _help),
)


def _with_all(rows: Any, field: str, words: list[str]) -> Any:
    for word in words:
        rows = rows.filter(**{f"{field}__icontains": word})
    return rows


def _has_all(text: str, words: list[str]) -> bool:
    return all(word.lower() in text.lower() for word in words)


def _hit(title: str, url: str, text: str, words: list[str]) -> Hit:
    """With the words around the first that matched; the beginning where it is in the title."""
    at, length = _first_match(text, words)
    start = max(0, at - _AROUND)
    before = ("…" if start else "") + text[start:at]
    rest = text[at + length :]
    after = rest[:_AROUND] + ("…" if len(rest) > _AROUND else "")
    return Hit(title, url, before, text[at : at + length], after)


def _first_match(text: str, words: list[str]) -> tuple[int, int]:
    lowered = text.lower()
    places = [(lowered.find(word.lower()), len(word)) for word in words]
    return min((one for one in places if one[0] >= 0), default=(0, 0))
