"""Who was reported as a pupil stands on no general list, in no file, and is found by no search."""

import pytest

from moderation.contacts.models import Contact
from moderation.followers.models import FollowerCase
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.fixtures.sandbox import SandboxX
from tests.followers.sweeping import case_of

NAME, OTHER = "Skater_Kid", "Baker"
SCHOOL = "/st-catherine/"
LISTS = (
    "followers/?state=decided",
    "followers/?state=decided&save=csv",
    "followers/everyone/",
    "followers/everyone/?save=csv",
    "blocks/",
    "blocks/?save=csv",
)


@pytest.fixture
def pupil(x_account: Account, head: Person, sandbox: SandboxX) -> FollowerCase:
    return case_of(sandbox, x_account, head, NAME)


def reported(case: FollowerCase, by: Person) -> str:
    """A leader says so on the case's page; where that leads."""
    path = f"{SCHOOL}followers/cases/{case.pk}/decide/"
    answer = client_of(by).post(path, {"verdict": "pupil", "reason": "pupil"})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def is_found(by: Person) -> bool:
    page = client_of(by).post(f"{SCHOOL}search/", {"words": NAME}).content.decode()
    return "Nothing was found." not in page


def test_saying_so_leads_to_the_steps_of_blocking(pupil: FollowerCase, head: Person) -> None:
    path = reported(pupil, head)

    with scope.school(pupil.school_id):
        assert path == f"{SCHOOL}notices/{Contact.objects.get().pk}/"
    assert "I have blocked it" in client_of(head).get(path).content.decode()


def test_no_general_list_and_no_file_has_it(
    pupil: FollowerCase, head: Person, x_account: Account, sandbox: SandboxX
) -> None:
    other = case_of(sandbox, x_account, head, OTHER)
    client = client_of(head)
    decide = f"{SCHOOL}followers/cases/{other.pk}/decide/"
    client.post(decide, {"verdict": "block", "reason": "empty"})
    client_of(head).post(reported(pupil, head) + "blocked/")

    lists = {path: client.get(SCHOOL + path).content.decode() for path in LISTS}

    assert [path for path, page in lists.items() if f"@{NAME}" in page or f",{NAME}," in page] == []
    assert all(OTHER in page for page in lists.values())
    assert not is_found(head)
    assert NAME in client.get(f"{SCHOOL}notices/").content.decode()


def test_control_the_lists_have_it_before_it_is_said(pupil: FollowerCase, head: Person) -> None:
    client = client_of(head)

    for path in ("followers/", "followers/?save=csv", "followers/everyone/"):
        assert NAME in client.get(SCHOOL + path).content.decode(), path
    assert is_found(head)
