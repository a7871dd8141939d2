"""Pages that say no: in our look, plain, and the same for everybody."""

from http import HTTPStatus

import pytest
from django.test import Client, RequestFactory
from django.views import defaults

from schoolsocial.accounts.models import Person, School
from tests.cast import client_of, seen

FORM = "application/x-www-form-urlencoded"


def test_missing_page_is_in_our_look(db: None) -> None:
    answer = Client().get("/no-such/page/at/all/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "There is no such page" in answer.content.decode()


def test_missing_page_repeats_nothing_of_what_was_asked(teacher: Person) -> None:
    page = client_of(teacher).get("/st-catherine/no-such-page/").content.decode()

    assert "no-such-page" not in page
    assert teacher.name not in page
    assert "St Catherine" not in page


def test_missing_page_is_the_same_inside_and_outside_a_school(
    teacher: Person, other_school: School
) -> None:
    client = client_of(teacher)

    missing = seen(client.get("/st-catherine/people/1/nothing/"))

    assert seen(client.get(f"/{other_school.slug}/people/")) == missing
    assert seen(client.get("/no-school-at-all/people/")) == missing


def test_page_for_other_roles_shows_no_navigation(teacher: Person) -> None:
    answer = client_of(teacher).get("/st-catherine/people/")

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "Your role does not open this page" in answer.content.decode()
    assert "frame-navigation" not in answer.content.decode()


def test_form_sent_without_its_token_says_what_to_do(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/theme/", {"theme": "dark"})

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "reload the page and send it again" in answer.content.decode()


@pytest.mark.parametrize("charset", ["utf-7", "idna", "base64", "raw_unicode_escape"])
@pytest.mark.parametrize("form", ["multipart/form-data; boundary=B", FORM])
def test_body_in_another_encoding_is_refused_like_a_damaged_one(
    db: None, form: str, charset: str
) -> None:
    body = b'--B\r\nContent-Disposition: form-data; name="login"\r\n\r\n\\ud800\r\n--B--\r\n'
    visitor = Client(enforce_csrf_checks=True)

    answer = visitor.generic("POST", "/account/login/", body, f"{form}; charset={charset}")

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "That request could not be read" in answer.content.decode()
    assert "Content-Security-Policy" in answer


def test_body_that_names_our_own_encoding_is_read(db: None) -> None:
    answer = Client().generic("POST", "/account/login/", "login=", f"{FORM}; charset=UTF-8")

    assert answer.status_code == HTTPStatus.OK


def test_page_of_our_own_error_needs_nothing_that_may_have_failed(rf: RequestFactory) -> None:
    answer = defaults.server_error(rf.get("/"))

    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "Something went wrong on our side" in answer.content.decode()


def test_page_of_a_damaged_request_does_not_repeat_it(rf: RequestFactory) -> None:
    answer = defaults.bad_request(rf.get("/"), ValueError("Marigold"))

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "That request could not be read" in answer.content.decode()
    assert "Marigold" not in answer.content.decode()
