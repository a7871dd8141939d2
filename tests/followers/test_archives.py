"""Archives through the followers' door: good ones in every dress, bad ones refused whole."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from moderation.followers import staging
from moderation.followers.actions import sweeps
from moderation.followers.jobs import reading
from moderation.followers.jobs.sources import FOLDER
from moderation.followers.models import Sweep
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.archive.refusals import Refused
from schoolsocial.x.models import Account
from tests.followers.sweeping import cases, followers, now_of
from tests.x.archive.making import Members, listed, members, notes, zipped

pytestmark = pytest.mark.faults


def bring(account: Account, by: Person, content: bytes) -> Sweep:
    """The archive received and read to its end, or refused."""
    upload = SimpleUploadedFile("twitter.zip", content)
    with scope.school(account.school_id):
        sweep = sweeps.receive(account=account, upload=upload, by=by, now=timezone.now())
    reading.carry_on(sweep.school_id, sweep.pk)
    return now_of(sweep)


def of(account: Account, ids: list[Any], change: Callable[[str], Any] = str) -> bytes:
    """An archive of the account with these followers, its list written differently."""
    made = members(owner=account.x_user_id, handle=account.handle, follower=ids)
    made["data/follower.js"] = change(str(made["data/follower.js"]))
    return zipped(made)


def files_kept() -> list[str]:
    return default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []


DRESSES: dict[str, Callable[[str], str]] = {
    "as X writes it": str,
    "BOM": lambda text: "\ufeff" + text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "semicolon": lambda text: text + ";\n",
}


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES.keys())
def test_followers_are_read_in_every_dress(
    x_account: Account, head: Person, dress: Callable[[str], str]
) -> None:
    sweep = bring(x_account, head, of(x_account, ["12", "9223372036854775807", "12"], dress))

    assert (sweep.state, sweep.newcomers) == ("done", 2)
    assert [one.x_user_id for one in followers(x_account)] == [12, 2**63 - 1]
    assert files_kept() == []


@pytest.mark.parametrize("bad", ["0", "9223372036854775808", "9" * 19, "12a", "-5", "1" * 40, ""])
def test_numbers_that_x_cannot_have_given_stop_it_whole(
    x_account: Account, head: Person, bad: str
) -> None:
    sweep = bring(x_account, head, of(x_account, ["12", bad]))

    assert (sweep.state, sweep.trouble) == ("stopped", "bad-id")
    assert (followers(x_account), cases(x_account), files_kept()) == ([], [], [])


@pytest.mark.parametrize(
    "change",
    [lambda text: text[: len(text) // 2], lambda _text: "alert(1)", lambda text: text + "x = 1"],
)
def test_a_list_that_is_not_written_as_x_writes_it_stops_it_whole(
    x_account: Account, head: Person, change: Callable[[str], str]
) -> None:
    sweep = bring(x_account, head, of(x_account, ["12", "13"], change))

    assert (sweep.state, sweep.trouble, followers(x_account)) == ("stopped", "not-readable", [])


def test_a_bomb_stops_it_whole(x_account: Account, head: Person) -> None:
    sweep = bring(x_account, head, of(x_account, ["12"], lambda text: text + " " * 50_000_000))

    assert (sweep.state, sweep.trouble, followers(x_account)) == ("stopped", "bomb", [])


def without_part(account: Account) -> Members:
    made = members(owner=account.x_user_id, handle=account.handle, follower=["12"])
    del made["data/follower.js"]
    return made


def without_list(account: Account) -> Members:
    return members(owner=account.x_user_id, handle=account.handle)


def of_another(account: Account) -> Members:
    return members(owner="999", handle=account.handle, follower=["12"])


def walking(account: Account) -> Members:
    good = members(owner=account.x_user_id, handle=account.handle, follower=["12"])
    return good | {"../../etc/passwd": "x"}


@pytest.mark.parametrize("make", [without_part, without_list, of_another, walking])
def test_refused_at_the_door(
    x_account: Account, head: Person, make: Callable[[Account], Members]
) -> None:
    with pytest.raises(Refused):
        bring(x_account, head, zipped(make(x_account)))

    with scope.school(x_account.school_id):
        assert not Sweep.objects.exists()
    assert files_kept() == []


def test_a_list_in_parts_is_one_list(x_account: Account, head: Person) -> None:
    made = members(owner=x_account.x_user_id, handle=x_account.handle, follower=["12"])
    rows = [{"follower": {"accountId": "13"}}]
    made["data/follower-part1.js"] = listed("follower", rows, part=1)
    files = {
        "account": ["data/account.js"],
        "tweets": ["data/tweets.js"],
        "follower": ["data/follower.js", "data/follower-part1.js"],
    }
    made["data/manifest.js"] = notes(files, x_account.x_user_id)

    assert bring(x_account, head, zipped(made)).newcomers == 2


def test_an_archive_says_who_is_gone(x_account: Account, head: Person) -> None:
    bring(x_account, head, of(x_account, ["12", "13"]))
    made = members(owner=x_account.x_user_id, handle=x_account.handle, follower=["13"])
    later = {"archiveInfo": {"generationDate": "2099-01-01T00:00:00.000Z"}}
    files = {kind: [f"data/{kind}.js"] for kind in ("account", "tweets", "follower")}
    made["data/manifest.js"] = notes(files, x_account.x_user_id, **later)

    sweep = bring(x_account, head, zipped(made))

    assert (sweep.gone, sweep.newcomers) == (1, 0)
    assert [one.x_user_id for one in followers(x_account, gone_at=None)] == [13]


def test_a_worker_killed_between_portions_loses_and_doubles_nothing(
    x_account: Account, head: Person
) -> None:
    content = of(x_account, [str(number) for number in range(1, 2501)])
    real, turns = staging.keep_page, iter(range(1))

    def dies(**kwargs: Any) -> None:
        if next(turns, None) is None:
            raise KeyboardInterrupt
        real(**kwargs)

    with patch.object(reading, "keep_page", dies), pytest.raises(KeyboardInterrupt):
        bring(x_account, head, content)
    with scope.school(x_account.school_id):
        sweep = Sweep.objects.get()
        Sweep.objects.update(held_until=None)
    half = sweep.pages
    reading.carry_on(sweep.school_id, sweep.pk)

    done = now_of(sweep)
    assert (half, done.pages, done.people, done.newcomers) == (1, 3, 2500, 2500)
