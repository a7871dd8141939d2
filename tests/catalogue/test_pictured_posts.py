"""What people see of the pictures of a post made outside, and what audits make of them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from consent.models import Disposed, Photo
from moderation.catalogue.jobs import auditing, beginning, scrubbing
from moderation.catalogue.models import Remark, Tweet, TweetMedia
from moderation.drafts.jobs import retention
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.catalogue.fetched import by_phone, fetch, held, look_at, media
from tests.catalogue.sights import cases, tweets
from tests.catalogue.test_pages import read as read_page
from tests.fixtures.sandbox import SandboxX, Shown, drawn_picture
from tests.posts import make_pupil

ON_X = "/st-catherine/on-x"


@pytest.fixture
def browser(head: Person) -> Client:
    return client_of(head)


def audited(school: School) -> list[Remark]:
    with scope.school(school.pk):
        begun = beginning.begin(school, None, timezone.now())
    while begun and auditing.one_portion(school.pk, begun.pk):
        pass
    with scope.school(school.pk):
        return list(Remark.objects.order_by("pk"))


def case_page(account: Account, browser: Client) -> str:
    [case] = cases(account)
    page, questions = read_page(browser, f"{ON_X}/cases/{case.pk}/")
    assert questions <= 15
    return page


def test_case_shows_the_picture_its_faces_and_its_description(
    x_account: Account, sandbox: SandboxX, browser: Client
) -> None:
    by_phone(x_account, sandbox, Shown(drawn_picture(), "Two at the pond"))
    fetch(x_account)
    look_at(x_account, boxes=2)

    page = case_page(x_account, browser)

    token = held(x_account)[0].photo.token
    assert f"{ON_X}/pictures/{token}/" in page
    assert "2 faces found." in page
    assert "Described on X: “Two at the pond”" in page
    assert "not shown here" not in page


def test_case_says_how_far_fetching_has_come(
    x_account: Account, sandbox: SandboxX, browser: Client
) -> None:
    by_phone(x_account, sandbox, Shown(drawn_picture(), "At the pond"))
    sandbox.plan_fault("503_before", operation="picture")

    before = case_page(x_account, browser)
    fetch(x_account)
    after = case_page(x_account, browser)

    assert "The picture is being fetched from X." in before
    assert "Described on X: “At the pond”" in before
    assert "could not be fetched from X yet. X refused to give it. It is tried again" in after


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("missing", "The picture is no longer on X."),
        ("huge", "could not be fetched from X. The file is too large. See it on X."),
    ],
)
def test_end_of_fetching_is_said_honestly(
    x_account: Account, sandbox: SandboxX, browser: Client, fault: str, words: str
) -> None:
    by_phone(x_account, sandbox)
    sandbox.plan_fault(fault, operation="picture")
    fetch(x_account)

    assert words in case_page(x_account, browser)


def test_of_a_film_the_page_and_the_audit_say_that_only_a_still_was_seen(
    x_account: Account, sandbox: SandboxX, school: School, browser: Client
) -> None:
    by_phone(x_account, sandbox, Shown(drawn_picture(), kind="video"))
    fetch(x_account)
    look_at(x_account)

    [remark] = audited(school)

    assert (remark.verdict, remark.films, remark.unseen) == ("ask", 1, 0)
    assert "Video: this still is all that was looked at." in case_page(x_account, browser)
    assert "only the still preview was looked at" in read_page(browser, f"{ON_X}/audit/")[0]


def test_audit_counts_faces_and_leaves_nothing_unseen(
    x_account: Account, sandbox: SandboxX, school: School, browser: Client
) -> None:
    by_phone(x_account, sandbox)
    fetch(x_account)
    look_at(x_account, boxes=3)

    [remark] = audited(school)
    page, questions = read_page(browser, f"{ON_X}/audit/")

    assert (remark.faces, remark.unseen) == (3, 0)
    assert "3 faces found." in page
    assert questions <= 15


def test_name_hidden_in_a_description_is_found_even_where_the_picture_did_not_come(
    x_account: Account, sandbox: SandboxX, school: School
) -> None:
    make_pupil(school, "Amelia", "Fox")
    by_phone(x_account, sandbox, Shown(drawn_picture(), "Amelia Fox at the pond"))

    [remark] = audited(school)

    assert (remark.verdict, remark.unseen) == ("stop", 1)
    assert "Amelia" not in str(remark.findings)


def test_control_another_description_hides_no_name(
    x_account: Account, sandbox: SandboxX, school: School
) -> None:
    make_pupil(school, "Amelia", "Fox")
    by_phone(x_account, sandbox, Shown(drawn_picture(), "At the pond"))

    [remark] = audited(school)

    assert (remark.verdict, remark.findings) == ("ask", [])


def test_words_in_a_picture_are_read_by_the_rules(
    x_account: Account, sandbox: SandboxX, school: School
) -> None:
    make_pupil(school, "Amelia", "Fox")
    by_phone(x_account, sandbox)
    fetch(x_account)
    look_at(x_account, words="Star of the week: Amelia Fox")

    assert [one.verdict for one in audited(school)] == ["stop"]


def test_picture_is_for_those_of_the_school_who_see_every_post(
    x_account: Account, sandbox: SandboxX, browser: Client, governor: Person, other_head: Person
) -> None:
    by_phone(x_account, sandbox)
    fetch(x_account)
    look_at(x_account)
    address = f"{ON_X}/pictures/{held(x_account)[0].photo.token}/"

    answer = browser.get(address)

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "no-store, private"
    assert client_of(governor).get(address).status_code == 403
    assert client_of(other_head).get(address).status_code == 404


def test_pictures_go_with_the_words_of_a_post_that_is_long_gone(
    x_account: Account, sandbox: SandboxX, school: School
) -> None:
    by_phone(x_account, sandbox, Shown(drawn_picture(), "At the pond"), Shown(drawn_picture("red")))
    sandbox.plan_fault("503_before", operation="picture", skip=1)
    fetch(x_account)
    look_at(x_account)
    with scope.school(school.pk):
        Tweet.objects.update(missing_since=timezone.now() - timedelta(days=800))

    scrubbing.scrub(timezone.now())

    assert [(row.state, row.address, row.alt_text) for row in media(x_account)] == [
        ("held", "", None),
        ("gone", "", None),
    ]
    [photo] = [one.photo for one in held(x_account)]
    assert (photo.state, photo.content, photo.thumbnail) == ("erased", "", "")
    with scope.school(school.pk):
        assert [one.number for one in Disposed.objects.filter(kind="photo")] == [1]


def test_pictures_of_a_post_that_stands_stay(
    x_account: Account, sandbox: SandboxX, school: School
) -> None:
    by_phone(x_account, sandbox)
    fetch(x_account)
    look_at(x_account)

    scrubbing.scrub(timezone.now())

    assert held(x_account)[0].photo.state == Photo.State.READY


def test_pictures_have_the_keeping_time_of_all_pictures(
    x_account: Account, sandbox: SandboxX, school: School, browser: Client
) -> None:
    by_phone(x_account, sandbox)
    fetch(x_account)
    look_at(x_account)

    retention.dispose(timezone.now() + timedelta(days=25 * 31))

    assert held(x_account)[0].photo.state == Photo.State.ERASED
    assert "was deleted here: its time was over." in case_page(x_account, browser)


def test_page_of_the_post_tells_the_same(
    x_account: Account, sandbox: SandboxX, browser: Client
) -> None:
    by_phone(x_account, sandbox, Shown(drawn_picture()))
    fetch(x_account)
    look_at(x_account)

    page, _ = read_page(browser, f"{ON_X}/posts/{tweets(x_account)[0].pk}/")

    assert "No face found." in page
    assert "Without a description on X." in page


def test_another_school_sees_no_medium(
    x_account: Account, sandbox: SandboxX, other_school: School
) -> None:
    by_phone(x_account, sandbox)

    with scope.school(other_school.pk):
        assert TweetMedia.objects.count() == 0
