"""Whether the children in a picture may be shown is read from the register, for the day it is
about; a picture nobody looked at never passes in silence."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from consent.actions import faces
from consent.models import Face, Photo, Pupil
from consent.pictures import FaceBox
from moderation.drafts import checks
from moderation.drafts.actions import submissions
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.process import Asked
from policy import engine, packs
from policy.facts import PhotoFacts, Who
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent.families import answer, make_guardian, make_pupil
from tests.drafts.policies import adopt
from tests.posts import make_post

NOW = timezone.now().replace(year=2026, month=11, day=16, hour=9)
TODAY = date(2026, 11, 16)
RULES: dict[str, tuple[str, dict[str, Any]]] = {
    "photo-consent": ("block", {}),
    "faces-unaccounted": ("block", {}),
}


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False), in_scope(school.pk):
        yield


@pytest.fixture
def post(school: School, teacher: Person) -> Post:
    """With a picture that shows pupils, two faces found in it."""
    adopt(school, RULES)
    made = make_post(school, teacher, photos=[("Children at a table", None)])
    PostPhoto.objects.filter(post=made).update(shows_pupils=True)
    for left in (2, 20):
        Face.objects.create(
            school=school,
            photo=made.photos.get(),
            found_by="detector",
            added_at=NOW,
            **FaceBox(left, 6, 10, 15)._asdict(),
        )
    return made


def child(school: School, said: str = "yes", **how: Any) -> Pupil:
    pupil = make_pupil(school)
    answer(pupil, said, make_guardian(pupil), given_on=TODAY, now=NOW, **how)
    return pupil


def name(post: Post, by: Person, *whom: Pupil | str) -> None:
    """Say of the faces, from the left, whose they are."""
    found = Face.objects.filter(photo=post.photos.get()).order_by("left")
    for face, one in zip(found, whom, strict=True):
        pupil = one if isinstance(one, Pupil) else None
        faces.say(
            face=face, who="pupil" if pupil else str(one), pupil=pupil, by=by, now=timezone.now()
        )


def seen(post: Post) -> PhotoFacts:
    kept = Post.objects.select_related("school", "account", "author").get(pk=post.pk)
    (photo,) = checks.check(kept, Asked(timezone.now())).facts.photos
    return photo


def rules_that_stop(post: Post) -> set[str]:
    kept = Post.objects.select_related("school", "account", "author").get(pk=post.pk)
    return {one.finding.rule for one in checks.check(kept, Asked(timezone.now())).in_the_way}


def test_face_is_known_with_its_place_and_height(post: Post, teacher: Person) -> None:
    name(post, teacher, "adult", "visitor")

    photo = seen(post)

    assert photo.faces is not None
    first = photo.faces[0]
    assert (first.who, first.pixels) == (Who.ADULT, 15)
    assert first.region == (2 / 40, 6 / 30, 10 / 40, 15 / 30)


def test_consent_is_unknown_while_a_face_is_nobodys(school: School, post: Post) -> None:
    assert seen(post).consented is None
    assert rules_that_stop(post) == {"photo-consent", "faces-unaccounted"}


def test_children_who_may_all_be_shown(school: School, post: Post, teacher: Person) -> None:
    name(post, teacher, child(school), child(school))

    photo = seen(post)

    assert photo.consented is True
    assert photo.pupils == ("Amelia Brown", "Amelia Brown")
    assert rules_that_stop(post) == set()


def test_one_child_who_may_not_stops_it(school: School, post: Post, teacher: Person) -> None:
    name(post, teacher, child(school), child(school, "no"))

    assert seen(post).consented is False
    assert "photo-consent" in rules_that_stop(post)


def test_child_who_never_answered_may_not(school: School, post: Post, teacher: Person) -> None:
    name(post, teacher, child(school), make_pupil(school))

    assert seen(post).consented is False


@pytest.mark.parametrize(
    ("limit", "counted", "consented"),
    [
        ("no-face", 5, False),
        ("group-only", 2, False),
        ("group-only", 3, None),  # long enough a group, one of whom nobody has looked up
        ("no-name", 2, True),
    ],
)
def test_limits_are_kept(
    school: School,
    post: Post,
    teacher: Person,
    limit: str,
    counted: int,
    consented: bool | None,
) -> None:
    name(post, teacher, child(school, "limited", limits=(limit,)), child(school))
    PostPhoto.objects.update(pupils_counted=counted)

    assert seen(post).consented is consented


@pytest.mark.parametrize(("counted", "consented"), [(None, True), (2, True), (3, None)])
def test_pupil_counted_and_not_named_was_not_looked_up(
    school: School, post: Post, teacher: Person, counted: int | None, consented: bool | None
) -> None:
    name(post, teacher, child(school), child(school))
    PostPhoto.objects.update(pupils_counted=counted)

    assert seen(post).consented is consented
    assert rules_that_stop(post) == (set() if consented else {"photo-consent"})


def test_pupil_who_cannot_be_recognised_needs_no_name(
    school: School, post: Post, teacher: Person
) -> None:
    name(post, teacher, child(school), "unrecognisable")
    PostPhoto.objects.update(pupils_counted=2)

    assert seen(post).consented is True


def test_name_of_a_child_shown_without_it_is_marked(
    school: School, post: Post, teacher: Person
) -> None:
    pupil = child(school, "limited", limits=("no-name",))
    name(post, teacher, pupil, "adult")
    assert rules_that_stop(post) == set()

    Post.objects.filter(pk=post.pk).update(text="Well done, Amelia Brown!")

    assert seen(post).unnamed == {pupil.pk}
    assert rules_that_stop(post) == {"photo-consent"}


def test_day_it_goes_out_counts(school: School, post: Post, teacher: Person) -> None:
    name(post, teacher, child(school), child(school))
    kept = Post.objects.select_related("school", "account", "author").get(pk=post.pk)

    later = checks.check(kept, Asked(NOW, at=NOW + timedelta(days=300)))

    assert later.facts.photos[0].consented is False  # after 31 August


def test_signature_that_nobody_is_recognisable_answers_for_consent(
    post: Post, teacher: Person
) -> None:
    faces.sign_nobody(photo=post.photos.get(), by=teacher, now=timezone.now())

    assert seen(post).consented is True
    assert rules_that_stop(post) == set()


def test_adults_alone_do_not_answer_for_the_pupils_said_to_be_in_it(
    post: Post, teacher: Person
) -> None:
    name(post, teacher, "adult", "adult")

    assert seen(post).consented is None


def test_photo_of_no_pupils_without_a_face_is_simple(school: School, teacher: Person) -> None:
    adopt(school, RULES)
    post = make_post(school, teacher, photos=[("A bean plant", False)])

    submissions.submit(post=post, by=teacher, now=timezone.now())

    assert Post.objects.get(pk=post.pk).state == "submitted"


def test_face_in_a_photo_of_no_pupils_is_asked_about_under_both_schools_policies(
    post: Post,
) -> None:
    PostPhoto.objects.filter(post=post).update(shows_pupils=False)
    kept = Post.objects.select_related("school", "account", "author").get(pk=post.pk)
    facts = checks.check(kept, Asked(timezone.now())).facts

    for slug in ("st-catherine-of-siena", "hunts-cross"):
        found = engine.check(facts, packs.load(slug).ruleset(1))
        assert "faces-unaccounted" in {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("looks", "sentence"), [(0, "still being searched"), (3, "Count them by eye")]
)
def test_photo_nobody_looked_at_is_not_sent(
    school: School, teacher: Person, looks: int, sentence: str
) -> None:
    adopt(school, RULES)
    post = make_post(school, teacher, photos=[("A bean plant", False)])
    Photo.objects.update(faces_found_at=None, looks=looks)
    assert seen(post).faces is None

    with pytest.raises(submissions.FacesNotLookedFor, match=sentence):
        submissions.submit(post=post, by=teacher, now=timezone.now())

    faces.sign_nobody(photo=post.photos.get(), by=teacher, now=timezone.now())
    submissions.submit(post=post, by=teacher, now=timezone.now())
