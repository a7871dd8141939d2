"""The navigation tells a reviewer how many drafts wait for them."""

import re

import pytest

from moderation.drafts import context
from schoolsocial.accounts.models import Person, School
from tests.cast import client_of
from tests.posts import adopt_policy, submitted

COUNT = re.compile(r'navigation-count">(\d+\+?)<')


@pytest.fixture
def two_waiting(school: School, teacher: Person) -> None:
    adopt_policy(school)
    for text in ("Our bridge held eleven books.", "The hall is full of lanterns."):
        submitted(school, teacher, text)


def counted(person: Person, path: str = "/st-catherine/") -> list[str]:
    return COUNT.findall(client_of(person).get(path).content.decode())


@pytest.mark.usefixtures("two_waiting")
def test_reviewer_sees_how_many_wait(head: Person) -> None:
    assert counted(head) == ["2"]


@pytest.mark.usefixtures("two_waiting")
def test_author_is_told_no_count(teacher: Person) -> None:
    assert counted(teacher) == []


@pytest.mark.usefixtures("two_waiting")
def test_many_are_not_counted_to_the_end(head: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "MOST_COUNTED", 1)

    assert counted(head) == ["1+"]


@pytest.mark.usefixtures("two_waiting")
def test_queue_does_not_ask_twice(head: Person) -> None:
    assert counted(head, "/st-catherine/review/") == []


def test_nothing_waiting_shows_no_count(head: Person) -> None:
    assert counted(head) == []
