"""A school whose account is on a sandbox X, with a policy in force."""

import pytest
from pytest_django import Settings

from consent.models import Pupil
from moderation.drafts.models import LibraryPicture, Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.x.models import Account
from tests.drafts import shelf
from tests.drafts.outgoing import HANDLE
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, make_account, scheduled


@pytest.fixture
def x_account(school: School, sandbox: SandboxX, settings: Settings) -> Account:
    """The school's account; the sandbox takes the same text twice, so a double post would show."""
    settings.X_API_URL, settings.X_CLIENT_ID = sandbox.url, "school-social"
    settings.X_MEDIA_HOSTS = [sandbox.url.removeprefix("http://")]
    sandbox.allow_duplicates()
    adopt_policy(school)
    return make_account(school, sandbox.add_account(HANDLE))


@pytest.fixture
def due_post(school: School, teacher: Person, head: Person, x_account: Account) -> Post:
    """An approved post with one picture, due now."""
    return scheduled(school, teacher, head, photos=[("Seedlings in pots", False)])


@pytest.fixture
def due_words(school: School, teacher: Person, head: Person, x_account: Account) -> Post:
    """An approved post without a picture, due now."""
    return scheduled(school, teacher, head)


@pytest.fixture
def pupils(school: School, office: Person) -> list[Pupil]:
    return shelf.children(school, office)


@pytest.fixture
def kept(school: School, teacher: Person, head: Person, pupils: list[Pupil]) -> LibraryPicture:
    """The picture of a live post in which three children are."""
    adopt_policy(school)
    return shelf.keep(shelf.posted(shelf.approved(school, teacher, head, pupils)), head)
