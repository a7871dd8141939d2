"""A class is away: drafts that name or show it are asked about, and nothing follows by itself."""

import pytest
from django.utils import timezone

from consent.academic_year import academic_year
from consent.models import SchoolClass
from consent.models.photos import Search
from consent.pictures import FaceBox
from consent.queries.accounted import Account, FaceSaid
from moderation.drafts import trip_questions
from moderation.drafts.actions import submissions
from moderation.drafts.actions import trip_questions as actions
from moderation.drafts.models import Post, Trip, TripAnswer
from moderation.drafts.workflow import State
from policy.facts import PostKind
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from tests.cast import client_of, in_scope, make_person, run_sql
from tests.drafts.forcing import refused
from tests.drafts.series import NOW
from tests.drafts.trips import make_trip, they_are_back
from tests.posts import adopt_policy, make_account, make_post, make_pupil


@pytest.fixture
def oak(school: School) -> SchoolClass:
    year = academic_year(timezone.localdate())
    with in_scope(school.pk):
        return SchoolClass.objects.create(school=school, name="Oak", academic_year=year)


@pytest.fixture
def trip(school: School, teacher: Person, oak: SchoolClass) -> Trip:
    adopt_policy(school)
    make_account(school)
    made = make_trip(school, teacher)
    with in_scope(school.pk):
        actions.name_classes(trip=made, classes=[oak], by=teacher, now=NOW)
    return made


def asked(post: Post) -> list[tuple[str, tuple[str, ...]]]:
    with scope.school(post.school_id):
        fresh = Post.objects.get(pk=post.pk)
        return [(one.trip.name, one.named) for one in trip_questions.of(fresh)]


def page(person: Person, path: str) -> str:
    return client_of(person).get(f"/st-catherine/{path}").content.decode()


@pytest.mark.parametrize(
    ("text", "name", "does"),
    [
        ("Oak class saw a castle.", "Oak", True),
        ("Well done #Oak", "Oak", True),
        ("OAK had a fine day", "Oak", True),
        ("An oak fell in the storm", "Oak", False),
        ("Oakley is near", "Oak", False),
        ("4b planted beans", "4B", True),
        ("We counted 14B pencils", "4B", False),
        ("3/4 Oak are back", "3/4 Oak", True),
        ("(a|b) is no pattern", "(a|b)", True),
    ],
)
def test_class_is_named_as_a_word(text: str, name: str, does: bool) -> None:
    assert trip_questions.names(text, name) is does


def test_draft_that_names_the_class_is_asked_and_another_is_not(
    trip: Trip, school: School, teacher: Person
) -> None:
    assert asked(make_post(school, teacher, "Oak saw a castle.")) == [(trip.name, ("Oak",))]
    assert asked(make_post(school, teacher, "Elm sang today.")) == []
    assert asked(make_post(school, teacher, "Oak: we are shut", kind=PostKind.EMERGENCY)) == []


def test_once_they_are_back_nothing_is_asked(trip: Trip, school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "Oak saw a castle.")
    they_are_back(trip, teacher)

    assert asked(post) == []


def test_question_alone_holds_nothing_and_yes_marks_the_draft(
    trip: Trip, school: School, teacher: Person
) -> None:
    post = make_post(school, teacher, "Oak saw a castle.")
    address = f"drafts/{post.pk}/"
    assert "Is this about “Year 4 to the museum”?" in page(teacher, address)
    with in_scope(school.pk):
        assert Post.objects.get(pk=post.pk).trip_id is None

    client_of(teacher).post(f"/st-catherine/{address}trip/", {"yes": trip.pk})

    with in_scope(school.pk):
        assert Post.objects.get(pk=post.pk).trip_id == trip.pk
    assert asked(post) == []


def test_no_is_kept_shown_to_the_reviewer_and_not_asked_again(
    trip: Trip, school: School, teacher: Person, head: Person
) -> None:
    post = make_post(school, teacher, "Oak saw a castle in a book.")
    for _ in range(2):
        client_of(teacher).post(f"/st-catherine/drafts/{post.pk}/trip/", {"no": trip.pk})

    assert "Is this about “" not in page(teacher, f"drafts/{post.pk}/")
    with in_scope(school.pk):
        assert TripAnswer.objects.count() == 1
        submissions.submit(post=post, by=teacher, now=timezone.now())
    shown = page(head, f"review/{post.pk}/")
    assert "Its author says that it is not about the trip." in shown


def test_reviewer_is_asked_too_and_can_return_it_with_the_question(
    trip: Trip, school: School, teacher: Person, head: Person
) -> None:
    post = make_post(school, teacher, "Oak saw a castle.")
    with in_scope(school.pk):
        submissions.submit(post=post, by=teacher, now=timezone.now())

    shown = page(head, f"review/{post.pk}/")

    assert "Its author has not answered." in shown
    assert "Return it with this question" in shown


def test_photo_of_a_pupil_of_the_class_is_enough_and_no_child_is_named(
    trip: Trip, school: School, teacher: Person, oak: SchoolClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    pupil = make_pupil(school, "Zebedee", "Quill", school_class=oak)
    post = make_post(school, teacher, "A fine day.", photos=[("Some mud", False)])
    face = FaceSaid(1, FaceBox(0, 0, 9, 9), False, "pupil", pupil.pk)

    def one_face(photos: list[object]) -> dict[int, Account]:
        return {1: Account(Search.DONE, (face,))} if photos else {}

    monkeypatch.setattr(trip_questions, "accounts_of", one_face)

    shown = page(teacher, f"drafts/{post.pk}/")
    assert "a photo shows somebody from Oak" in shown
    assert "Zebedee" not in shown


def test_classes_are_named_and_taken_off_on_the_page_of_the_trip(
    trip: Trip, school: School, teacher: Person, oak: SchoolClass
) -> None:
    address = f"/st-catherine/trips/{trip.pk}/classes/"
    assert "checked" in page(teacher, f"trips/{trip.pk}/")

    client_of(teacher).post(address, {})

    with in_scope(school.pk):
        assert not trip.on_it.exists()
    client_of(teacher).post(address, {"classes": [oak.pk]})
    with in_scope(school.pk):
        assert trip.on_it.count() == 1


def test_class_and_trip_of_another_school_are_not_there(
    trip: Trip, school: School, teacher: Person, other_school: School
) -> None:
    with in_scope(other_school.pk):
        theirs = SchoolClass.objects.create(school=other_school, name="Ash", academic_year=2026)
    stranger = make_person(other_school, Role.TEACHER)
    away = make_trip(other_school, stranger)
    post = make_post(school, teacher, "Oak saw a castle.")

    client_of(teacher).post(f"/st-catherine/trips/{trip.pk}/classes/", {"classes": [theirs.pk]})
    answer = client_of(teacher).post(f"/st-catherine/drafts/{post.pk}/trip/", {"yes": away.pk})

    assert answer.status_code == 409
    with in_scope(school.pk):
        assert [one.school_class.name for one in trip.on_it.select_related("school_class")] == [
            "Oak"
        ]
        assert Post.objects.get(pk=post.pk).trip_id is None


def test_discarding_a_draft_takes_its_answer_along(
    trip: Trip, school: School, teacher: Person
) -> None:
    post = make_post(school, teacher, "Oak saw a castle.")
    client_of(teacher).post(f"/st-catherine/drafts/{post.pk}/trip/", {"no": trip.pk})
    client_of(teacher).post(f"/st-catherine/drafts/{post.pk}/discard/")

    with in_scope(school.pk):
        assert not Post.objects.filter(pk=post.pk).exists()
        assert not TripAnswer.objects.exists()


def test_database_holds_a_class_once_and_inside_the_school(
    trip: Trip, school: School, other_school: School
) -> None:
    with in_scope(other_school.pk):
        theirs = SchoolClass.objects.create(school=other_school, name="Ash", academic_year=2026)
    columns = "school_id, trip_id, school_class_id"
    with in_scope(school.pk), refused("trip_class_once"):
        run_sql(f"INSERT INTO drafts_tripclass ({columns}) SELECT {columns} FROM drafts_tripclass")
    with in_scope(school.pk), refused("school_class_id_same_school"):
        run_sql("UPDATE drafts_tripclass SET school_class_id = %s", theirs.pk)


def test_answer_on_what_was_sent_is_refused(trip: Trip, school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "Oak saw a castle.")
    with in_scope(school.pk):
        submissions.submit(post=post, by=teacher, now=timezone.now())

    answer = client_of(teacher).post(f"/st-catherine/drafts/{post.pk}/trip/", {"no": trip.pk})

    assert answer.status_code == 409
    with in_scope(school.pk):
        assert Post.objects.get(pk=post.pk).state == State.SUBMITTED
        assert not TripAnswer.objects.exists()
