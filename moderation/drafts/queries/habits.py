"""How posting goes at a school: numbers of posts, of nobody in particular."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Min, Q

from consent.models import SchoolClass
from moderation.drafts.models import Decision, Post, PostPhoto, Version
from moderation.drafts.models.posts import PostQuerySet
from schoolsocial.accounts.models import School

Verdict = Decision.Verdict


class Pictures(NamedTuple):
    """Of published posts whose words are still kept."""

    all: int
    described: int


class Judged(NamedTuple):
    """What was sent for approval: how long each waited for its first decision, how many came back,
    and how often each rule had found something in those.
    """

    waited: list[float]  # seconds
    sent: int
    returned: int
    rejected: int
    found: Counter[str]


def published(school: School, since: datetime, until: datetime) -> PostQuerySet:
    """What the school itself put on X in that time, its end excluded."""
    ours = Post.objects.filter(school=school, adopted_at=None).published()
    return ours.filter(posted_at__gte=since, posted_at__lt=until)


def pictures(posts: PostQuerySet) -> Pictures:
    """How many have a description. Words that are let go of take their descriptions with them."""
    kept = PostPhoto.objects.filter(post__in=posts.exclude(text="").order_by().values("pk"))
    described = Count("pk", filter=~Q(alt_text=""))
    return Pictures(**kept.aggregate(all=Count("pk"), described=described))


def judged(school: School, since: datetime, until: datetime) -> Judged:
    """What was sent in that time, its end excluded."""
    sent = Version.objects.filter(
        school=school, submitted_at__gte=since, submitted_at__lt=until
    ).annotate(
        decided_at=Min("decisions__at"),
        returned=Count("decisions", filter=Q(decisions__verdict=Verdict.RETURN)),
        rejected=Count("decisions", filter=Q(decisions__verdict=Verdict.REJECT)),
    )
    rows = list(sent.values_list("submitted_at", "decided_at", "returned", "rejected", "findings"))
    came_back = [findings for _, _, returned, rejected, findings in rows if returned or rejected]
    return Judged(
        waited=sorted(
            (decided - sent).total_seconds() for sent, decided, *_ in rows if decided is not None
        ),
        sent=len(rows),
        returned=sum(bool(returned) for _, _, returned, _, _ in rows),
        rejected=sum(bool(rejected) for _, _, _, rejected, _ in rows),
        found=Counter(rule for findings in came_back for rule in {one["rule"] for one in findings}),
    )


def by_class(school: School, year: int, posts: PostQuerySet) -> list[tuple[str, int]]:
    """Each class of the academic year with how many of the posts show a child of it, the fewest
    first. Told by the proofs of consent, which stand for the children in a post's pictures.
    """
    shown = Count(
        "pupils__proofs__post",
        filter=Q(pupils__proofs__post__in=posts.order_by().values("pk")),
        distinct=True,
    )
    classes = SchoolClass.objects.filter(school=school, academic_year=year)
    told = classes.annotate(shown=shown).order_by("shown", "name")
    return list(told.values_list("name", "shown"))
