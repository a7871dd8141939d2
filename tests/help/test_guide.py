"""The guide: every role finds its tasks, each opens, each picture and page is there."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import translation

from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.demo.picturing import PICTURES
from schoolsocial.help import guide
from tests.cast import client_of, make_person

ALL = guide.tasks()
STEPS = [step for task in ALL for step in task.steps]
by_slug = pytest.mark.parametrize("task", ALL, ids=lambda task: task.slug)


@pytest.mark.parametrize("role", Role)
def test_each_role_has_tasks(role: Role) -> None:
    own, _ = guide.parted(ALL, [role])

    assert len(own) >= 2


def test_somebody_with_two_roles_has_the_tasks_of_both() -> None:
    own, others = guide.parted(ALL, [Role.DSL, Role.OFFICE])

    assert {task.slug for task in own} >= {"never-publish", "import-the-roll"}
    assert {*own, *others} == {*ALL}


def test_each_picture_is_among_the_files_and_made_by_the_script() -> None:
    named = {step.picture for step in STEPS if step.picture}

    assert named == {picture.name for picture in PICTURES}
    assert [name for name in named if not finders.find(f"{guide.PICTURES}/{name}.webp")] == []


def test_each_picture_says_what_it_shows() -> None:
    assert [step.say for step in STEPS if bool(step.picture) != bool(step.shows)] == []


@pytest.mark.django_db
@by_slug
def test_task_opens_with_its_steps(school: School, teacher: Person, task: guide.Task) -> None:
    page = client_of(teacher).get(reverse("guide_task", args=[school.slug, task.slug]))

    text = unescape(page.content.decode())
    assert page.status_code == 200
    assert [step.say for step in task.steps if step.say not in text] == []


@pytest.mark.django_db
@by_slug
def test_pages_it_leads_to_open_for_each_of_its_roles(school: School, task: guide.Task) -> None:
    pages = [step.page for step in task.steps if step.page]
    for role in task.roles:
        client = client_of(make_person(school, role))
        for page in pages:
            assert client.get(reverse(page, args=[school.slug])).status_code != 403, (role, page)


@pytest.mark.django_db
def test_others_are_not_led_to_a_page_they_may_not_open(school: School, teacher: Person) -> None:
    page = client_of(teacher).get(f"/{school.slug}/guide/never-publish/").content.decode()

    assert "Open the page" not in page


@pytest.mark.django_db
def test_own_tasks_come_first(school: School, teacher: Person) -> None:
    page = client_of(teacher).get(f"/{school.slug}/guide/").content.decode()

    assert page.index("For you") < page.index("Write a post with a photo")
    assert page.index("What others do") < page.index("Import the roll")


def search(client: Client, school: School, words: str) -> list[str]:
    page = client.post(f"/{school.slug}/guide/", {"searched": words}).content.decode()
    return re.findall(rf'href="/{school.slug}/guide/([^/"]+)/"', page)


@pytest.mark.django_db
def test_search_finds_other_words_for_a_task(school: School, teacher: Person) -> None:
    assert search(client_of(teacher), school, "  BEREAVEMENT ") == ["stop-posting"]
    assert search(client_of(teacher), school, "tweet picture") == ["write-a-post"]


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["xyzzy", "<script>alert(1)</script>", "\x00", "a" * 100_000])
def test_search_without_a_find_says_so(school: School, teacher: Person, words: str) -> None:
    page = client_of(teacher).post(f"/{school.slug}/guide/", {"searched": words}).content.decode()

    assert "Nothing speaks of that" in page
    assert "<script>alert" not in page


@pytest.mark.django_db
def test_task_that_is_not_there_is_not_found(school: School, teacher: Person) -> None:
    assert client_of(teacher).get(f"/{school.slug}/guide/no-such-task/").status_code == 404


@pytest.mark.django_db
def test_guide_is_for_the_school(school: School, other_school: School, teacher: Person) -> None:
    assert client_of(teacher).get(f"/{other_school.slug}/guide/").status_code == 404


@pytest.fixture
def welsh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """One task has been translated."""
    (tmp_path / "cy").mkdir()
    english = (guide.TASKS / "write-a-post.toml").read_text(encoding="utf-8")
    for folder in (tmp_path, tmp_path / "cy"):
        (folder / "write-a-post.toml").write_text(english, encoding="utf-8")
    (tmp_path / "approve-a-post.toml").write_text(english, encoding="utf-8")
    told = english.replace("Write a post with a photo", "Ysgrifennu neges")
    (tmp_path / "cy" / "write-a-post.toml").write_text(told, encoding="utf-8")
    monkeypatch.setattr(guide, "TASKS", tmp_path)
    guide._tasks.cache_clear()
    with translation.override("cy"):
        yield
    guide._tasks.cache_clear()


@pytest.mark.usefixtures("welsh")
def test_task_is_told_in_the_reader_s_language_where_it_is_there() -> None:
    titles = {task.slug: task.title for task in guide.tasks()}

    assert titles["write-a-post"] == "Ysgrifennu neges"
    assert titles["approve-a-post"] == "Write a post with a photo"
    with translation.override("en-gb"):
        assert {task.title for task in guide.tasks()} == {"Write a post with a photo"}
