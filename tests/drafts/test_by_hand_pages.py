"""The pages of posting by hand: for whom, what stops them, and the clock of a take-down."""

from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from consent.models import Pupil
from moderation.drafts.actions import freezes, publishing
from moderation.drafts.models import Freeze, Post, PostPhoto, Takedown
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of, make_person
from tests.drafts.forcing import force
from tests.drafts.hands import hand_account, handed, link_of, no_word, paste, taken
from tests.drafts.outgoing import now_of
from tests.drafts.test_register_changes import heed, pupil, show, withdraw
from tests.fixtures.sandbox import drawn_picture
from tests.posts import adopt_policy

__all__ = ["pupil"]  # a fixture

PHOTO = [("Seedlings in pots", False)]


@pytest.fixture
def account(school: School, head: Person) -> Account:
    adopt_policy(school)
    return hand_account(school, head)


@pytest.fixture
def waiting(account: Account, teacher: Person, head: Person) -> Post:
    return handed(account, teacher, head, photos=PHOTO)


def path_of(post: Post, rest: str = "") -> str:
    return f"/{post.school.slug}/by-hand/{post.pk}/{rest}"


def page_of(client: Client, post: Post) -> str:
    return client.get(path_of(post)).content.decode()


def picture_of(post: Post) -> str:
    with scope.school(post.school_id):
        return path_of(post, f"photos/{PostPhoto.objects.get(post=post).pk}/")


def test_saved_picture_is_the_approved_bytes(waiting: Post, teacher: Person) -> None:
    taken(waiting, teacher)

    saved = client_of(teacher).get(picture_of(waiting))

    with scope.school(waiting.school_id):
        assert sha256(saved.content).hexdigest() == waiting.photos.get().sha256
    assert saved["Content-Disposition"] == 'attachment; filename="photo-1.jpg"'


def test_picture_is_given_only_to_whoever_has_it_in_hand(
    waiting: Post, teacher: Person, head: Person
) -> None:
    before = client_of(teacher).get(picture_of(waiting)).status_code
    taken(waiting, teacher)

    assert (before, client_of(head).get(picture_of(waiting)).status_code) == (404, 404)


def test_picture_of_other_bytes_is_not_given(waiting: Post, teacher: Person) -> None:
    taken(waiting, teacher)
    other = default_storage.save("content/other", ContentFile(drawn_picture("red")))
    with scope.school(waiting.school_id):
        force("consent_photo", waiting.photos.get().pk, content=other)

    assert client_of(teacher).get(picture_of(waiting)).status_code == 404


def test_colleague_who_did_not_write_it_finds_nothing(waiting: Post) -> None:
    colleague = client_of(make_person(waiting.school, Role.TEACHER))

    assert colleague.get(path_of(waiting)).status_code == 404
    assert "Our garden" not in colleague.get(f"/{waiting.school.slug}/by-hand/").content.decode()


def test_staff_account_is_for_its_owner_alone(
    school: School, teacher: Person, head: Person
) -> None:
    adopt_policy(school)
    post = handed(hand_account(school, teacher, "MyClass", kind="staff"), teacher, head)

    assert client_of(teacher).get(path_of(post)).status_code == 200
    assert client_of(head).get(path_of(post)).status_code == 404


def test_count_in_the_menu_is_of_what_this_person_may_post(
    waiting: Post, teacher: Person, head: Person
) -> None:
    colleague = make_person(waiting.school, Role.TEACHER)
    home = f"/{waiting.school.slug}/"

    pages = [client_of(one).get(home).content.decode() for one in (teacher, head, colleague)]

    assert ["waits for you to take it to X" in page for page in pages] == [True, True, False]


def test_school_without_such_an_account_has_no_way_to_the_list(
    school: School, teacher: Person
) -> None:
    assert "By hand" not in client_of(teacher).get(f"/{school.slug}/").content.decode()


def test_others_see_who_has_it(waiting: Post, teacher: Person, head: Person) -> None:
    taken(waiting, teacher)

    assert f"{teacher.name} is posting this now" in page_of(client_of(head), waiting)


def test_family_that_says_no_while_it_is_in_hand_stops_it(
    waiting: Post, teacher: Person, office: Person, pupil: Pupil
) -> None:
    taken(waiting, teacher)
    before = page_of(client_of(teacher), waiting)
    show(waiting, pupil, teacher)
    withdraw(pupil, office)

    page = page_of(client_of(teacher), waiting)

    assert "Stop: this must not be posted" not in before
    assert "Stop: this must not be posted" in page
    assert client_of(teacher).get(picture_of(waiting)).status_code == 404


def test_stop_of_all_posting_reaches_who_has_it_in_hand(
    waiting: Post, teacher: Person, head: Person
) -> None:
    taken(waiting, teacher)
    with scope.school(waiting.school_id):
        now = timezone.now()
        freezes.freeze(school=waiting.school, by=head, reason=Freeze.Reason.INCIDENT, now=now)

    assert "Stop: this must not be posted" in page_of(client_of(teacher), waiting)


def test_posted_all_the_same_it_has_to_come_down_and_the_clock_runs_until_it_is_gone(
    waiting: Post, teacher: Person, head: Person, office: Person, pupil: Pupil
) -> None:
    taken(waiting, teacher)
    show(waiting, pupil, teacher)
    withdraw(pupil, office)
    heed(pupil)
    paste(waiting, teacher)
    heed(pupil)
    with scope.school(waiting.school_id):
        item = Takedown.objects.get()
        publishing.remove(post=waiting, by=head, reason="A child", now=timezone.now())
    assert item.done_at is None

    client_of(head).post(path_of(waiting, "gone/"))

    with scope.school(waiting.school_id):
        item.refresh_from_db()
        assert (item.outcome, now_of(waiting).state) == ("removed", State.REMOVED)


def test_who_gave_no_word_is_asked_on_the_page(
    account: Account, teacher: Person, head: Person
) -> None:
    post = no_word(handed(account, teacher, head), teacher)

    assert "Is it on X?" in page_of(client_of(teacher), post)
    listed = client_of(teacher).get(f"/{post.school.slug}/by-hand/").content.decode()
    assert "Did you post it?" in listed


def test_what_was_changed_is_on_the_page_of_the_post(
    waiting: Post, teacher: Person, head: Person
) -> None:
    taken(waiting, teacher)
    sent = {"link": link_of(timezone.now()), "changed": "Without the photo"}

    client_of(teacher).post(path_of(waiting, "posted/"), sent)

    page = client_of(head).get(f"/{waiting.school.slug}/posts/{waiting.pk}/").content.decode()
    assert "Without the photo" in page
    assert "began to post it by hand" in page


def test_whoever_has_it_may_let_it_go(waiting: Post, teacher: Person) -> None:
    taken(waiting, teacher)

    client_of(teacher).post(path_of(waiting, "let-go/"))

    assert now_of(waiting).state == State.BY_HAND
