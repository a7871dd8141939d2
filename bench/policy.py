"""The check of a draft as autosave asks for it: facts gathered from the database, every rule."""

from datetime import timedelta
from itertools import count, islice, product

from django.utils import timezone

from bench import scratch
from bench.timing import Row, measured
from consent.models import Photo, Pupil
from moderation.drafts import checks, facts
from moderation.drafts.models import Post, PostPhoto
from policy import words
from policy.actions import versions as policies
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account

PUPILS = 2_000
ROUNDS = 101
AIM = 10  # ms
PACKS = ("st-catherine-of-siena", "hunts-cross")
TEXT = (
    "What a morning! Year 4 planted seventy broad beans with Mr Okafor and measured every pot: the "
    "tallest is 14 cm. Thank you to the Friends of Calderstones Park for the compost, and well "
    "done to Maya and Oliver for the labels. More on Friday. #OutdoorLearning #Science"
)
ALT_TEXTS = (
    "Rows of small pots with green shoots on a sunny window sill, each with a wooden label.",
    "Two children in green jumpers kneel by a raised bed, seen from behind, one with a trowel.",
)
_heights = count(14)
SURNAME_STARTS = ("Ash", "Brad", "Carl", "Dun", "Eller", "Fair", "Gars", "Hather", "Ink", "Kirk")
SURNAME_ENDS = ("ton", "ley", "by", "field", "wood", "well", "worth", "den", "combe", "sley")


def rows() -> list[Row]:
    """A draft of 260 characters with two pictures, under each pack."""
    with scratch.database():
        return [row for number, pack in enumerate(PACKS) for row in _rows(pack, number)]


def _rows(pack: str, number: int) -> list[Row]:
    school = School.objects.create(slug=f"bench-{number}", name=f"Bench School {number}")
    with scope.school(school.pk):
        post = draft(school, pack)
        fill_roll(school)
        post = Post.objects.select_related("account", "school").get(pk=post.pk)  # as a page does
        check = measured(lambda: _check(post), rounds=ROUNDS)
        index = measured(lambda: _index(school), rounds=5)
    named = f"{PUPILS:,} pupils, {pack}"
    return [
        Row(
            what=f"check of a draft, {named}",
            unit="ms",
            ours=check.median,
            spread=check.spread,
            at_most=AIM,
        ),
        Row(what=f"index of the roll after a change, {named}", unit="ms", ours=index.median),
    ]


def _check(post: Post) -> None:
    post.text = TEXT.replace("14 cm", f"{next(_heights)} cm")  # nobody checks the same words twice
    checks.findings_of(post)


def _index(school: School) -> None:
    Pupil.objects.filter(admission_number="00000").update(changed_at=timezone.now())
    facts.roll_of(school)


def draft(school: School, pack: str) -> Post:
    today, now = timezone.localdate(), timezone.now()
    author = Person.objects.create_user(f"{school.slug}@school.example", name="Bench Teacher")
    Membership.objects.create(school=school, person=author, roles=[Role.TEACHER])
    account = Account.objects.create(
        school=school, handle="BenchSchool", name="Bench", x_user_id=str(school.pk)
    )
    policies.adopt_pack(
        school=school,
        slug=pack,
        by=None,
        ratified_on=timezone.localdate() - timedelta(days=30),
        in_force_from=today - timedelta(days=1),
        review_on=timezone.localdate() + timedelta(days=365),
        now=now,
    )
    post = Post.objects.create(
        school=school, author=author, account=account, text=TEXT, created_at=now, saved_at=now
    )
    for position, alt_text in enumerate(ALT_TEXTS, start=1):
        photo = Photo.objects.create(school=school, uploaded_by=author, uploaded_at=now)
        PostPhoto.objects.create(
            school=school,
            post=post,
            photo=photo,
            position=position,
            alt_text=alt_text,
            shows_pupils=True,
        )
    return post


def fill_roll(school: School) -> None:
    surnames = [start + end for start, end in product(SURNAME_STARTS, SURNAME_ENDS)]
    forenames = sorted(words.words("forenames"))
    names = islice(zip(forenames * PUPILS, surnames * PUPILS, strict=False), PUPILS)
    Pupil.objects.bulk_create(
        Pupil(
            school=school,
            admission_number=f"{place:05}",
            legal_forename=forename.title(),
            legal_surname=surname,
            year_group="4",
        )
        for place, (forename, surname) in enumerate(names)
    )
