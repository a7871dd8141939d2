"""Lists without the API: pasted ones hold names, archives hold numbers, and neither guesses."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.following import errors, handles
from moderation.following.actions import readings, register
from moderation.following.models import Followee, FollowingReading
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.archive.refusals import Refused
from schoolsocial.x.models import Account
from tests.drafts.forcing import force
from tests.drafts.hands import hand_account
from tests.following.entries import (
    decisions_of,
    followed,
    now_of,
    pasted,
    standing,
    undo,
    wished,
)
from tests.x.archive.making import HANDLE, OWNER, members, zipped


@pytest.fixture
def account(school: School, head: Person) -> Account:
    return hand_account(school, head, HANDLE)


def archived(account: Account, by: Person, *numbers: str, owner: str = HANDLE) -> FollowingReading:
    content = zipped(members(owner=OWNER, handle=owner, following=list(numbers)))
    upload = SimpleUploadedFile("twitter.zip", content, "application/zip")
    with scope.school(account.school_id):
        return readings.take_archive(account=account, upload=upload, by=by, now=timezone.now())


def before_the_archive(row: Followee) -> None:
    """As if all of it had been decided before X made the archive, on 1 November 2026."""
    with scope.school(row.school_id):
        force("following_followee", row.pk, changed_at=timezone.now() - timedelta(days=90))


def test_a_whole_list_finds_and_misses(account: Account, head: Person) -> None:
    followed(account, head, "NASA")
    followed(account, head, "BBC")

    done = pasted(account, head, ["nasa", "Unknown"])

    assert standing(account) == {"nasa": "followed", "BBC": "missing", "Unknown": "found"}
    assert (done.found, done.missed) == (1, 1)


def test_part_of_a_list_misses_nobody(account: Account, head: Person) -> None:
    followed(account, head, "NASA")

    pasted(account, head, ["Unknown"], whole=False)

    assert standing(account) == {"NASA": "followed", "Unknown": "found"}


def test_an_archive_says_nothing_of_whom_it_cannot_show(account: Account, head: Person) -> None:
    row = followed(account, head, "NASA")
    before_the_archive(row)

    archived(account, head, "11348282")

    assert standing(account) == {"NASA": "followed", "11348282": "found"}


def test_a_number_gets_its_name_and_is_one_with_the_entry(account: Account, head: Person) -> None:
    row = followed(account, head, "NASA")
    archived(account, head, "11348282")
    with scope.school(account.school_id):
        number = Followee.objects.get(x_user_id="11348282")
        counts = register.identify(followee=number, handle="nasa", by=head, now=timezone.now())

    assert (counts.pk, now_of(row).x_user_id, now_of(number).same_as_id) == (
        row.pk,
        "11348282",
        row.pk,
    )
    assert decisions_of(number)[-1] == ("same", "found", "same")
    with pytest.raises(errors.NothingToUndo):
        undo(now_of(number), head)


def test_a_number_that_nobody_wished_for_just_gets_its_name(account: Account, head: Person) -> None:
    archived(account, head, "11348282")
    with scope.school(account.school_id):
        number = Followee.objects.get()
        register.identify(followee=number, handle="NASA", by=head, now=timezone.now())

    assert standing(account) == {"NASA": "found"}


def test_an_archive_with_a_known_number_misses_it_later(account: Account, head: Person) -> None:
    archived(account, head, "11348282", "5")
    with scope.school(account.school_id):
        for row in Followee.objects.all():
            before_the_archive(row)

    archived(account, head, "5")

    assert standing(account) == {"11348282": "unfollowed", "5": "found"}


def test_what_was_decided_after_the_archive_was_made_stands(account: Account, head: Person) -> None:
    archived(account, head, "5")

    archived(account, head)

    assert standing(account) == {"5": "found"}


def test_an_archive_of_another_account_is_refused(account: Account, head: Person) -> None:
    with pytest.raises(Refused):
        archived(account, head, "5", owner="SomebodyElse")

    assert standing(account) == {}


@pytest.mark.parametrize(
    ("typed", "handle"),
    [
        ("@NASA", "NASA"),
        (" nasa ", "nasa"),
        ("https://x.com/NASA", "NASA"),
        ("https://twitter.com/NASA/", "NASA"),
        ("https://x.com/NASA?s=20", "NASA"),
        ("https://x.com/home", ""),
        ("https://example.com/NASA", ""),
        ("NASA and ESA", ""),
        ("@sixteenletters_x", ""),
        ("@наса", ""),
        ("", ""),
    ],
)
def test_a_name_is_read_as_people_write_it(typed: str, handle: str) -> None:
    assert handles.one(typed) == handle


def test_a_page_copied_from_x_gives_its_names_once() -> None:
    page = (
        "BBC Springwatch\n@BBCSpringwatch\nFollows you\nWrite to: a@b.example\nNASA @NASA · @nasa"
    )

    assert handles.listed(page) == ["BBCSpringwatch", "NASA"]


@given(pasted=st.text(max_size=300))
@settings(max_examples=300)
def test_any_rubbish_gives_names_that_x_could_have(pasted: str) -> None:
    found = handles.listed(pasted)

    assert all(handles.one(f"@{name}") == name for name in found)
    assert len({name.lower() for name in found}) == len(found)


@given(names=st.lists(st.from_regex(r"\A[A-Za-z0-9_]{1,15}\Z"), max_size=20))
def test_a_list_of_names_is_found_whole(names: list[str]) -> None:
    found = handles.listed("\n".join(f"@{name}" for name in names))

    assert {name.lower() for name in found} == {name.lower() for name in names}


def test_a_wish_and_an_archive_number_are_told_apart(account: Account, head: Person) -> None:
    wished(account, head, "NASA")

    archived(account, head, "5")

    assert standing(account) == {"NASA": "wished", "5": "found"}


def test_an_account_whose_name_x_told_is_not_renamed(account: Account, head: Person) -> None:
    archived(account, head, "5")
    with scope.school(account.school_id):
        row = Followee.objects.get()
        register.identify(followee=row, handle="NASA", by=head, now=timezone.now())
        with pytest.raises(errors.NotPossible):
            register.identify(followee=row, handle="BBC", by=head, now=timezone.now())
