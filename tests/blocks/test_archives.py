"""The archive that X hands out tells who is blocked, of accounts that no API reaches."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from moderation.blocks.actions import archives
from moderation.blocks.models import Block, BlockReading
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.archive.refusals import Refused
from schoolsocial.x.models import Account
from tests.blocks.blocking import STRANGER, decided, done, now_of
from tests.cast import client_of
from tests.drafts.hands import HANDLE, hand_account


@pytest.fixture
def account(school: School, head: Person) -> Account:
    return hand_account(school, head)


def archive(
    *blocked: str, made_at: datetime | None = None, handle: str = HANDLE, without: str = ""
) -> SimpleUploadedFile:
    """A ZIP as X makes it: its notes, whose it is, the blocks and a member of no business."""
    made = (made_at or timezone.now()).astimezone(UTC).isoformat().replace("+00:00", "Z")
    kinds = [kind for kind in ("account", "block") if kind != without]
    notes = {
        "userInfo": {"accountId": "77"},
        "archiveInfo": {} if without == "date" else {"generationDate": made},
        "dataTypes": {kind: {"files": [{"fileName": f"data/{kind}.js"}]} for kind in kinds},
    }
    lists = {
        "account": [{"account": {"accountId": "77", "username": handle}}],
        "block": [{"blocking": {"accountId": one}} for one in blocked],
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("data/manifest.js", f"window.__THAR_CONFIG = {json.dumps(notes)}")
        for kind in kinds:
            file.writestr(f"data/{kind}.js", f"window.YTD.{kind}.part0 = {json.dumps(lists[kind])}")
        file.writestr("data/direct-messages.js", "secret")
    return SimpleUploadedFile("twitter.zip", packed.getvalue())


def read(account: Account, by: Person, upload: SimpleUploadedFile) -> BlockReading:
    with scope.school(account.school_id):
        return archives.read(account=account, upload=upload, by=by, now=timezone.now())


def test_block_on_the_list_is_verified_and_another_opened_again(
    account: Account, head: Person
) -> None:
    there = done(account, head)
    missing = done(account, head, user_id="5", handle="missing")

    row = read(account, head, archive(STRANGER, "9"))

    assert (row.state, row.listed, now_of(there).told_by) == ("complete", 2, "archive")
    assert (now_of(there).state, now_of(missing).state) == ("verified", "to-do")


def test_what_was_done_after_x_made_it_is_not_judged(account: Account, head: Person) -> None:
    block = done(account, head)

    read(account, head, archive(made_at=timezone.now() - timedelta(minutes=40)))

    assert now_of(block).state == "done"


def test_archive_of_ids_says_nothing_of_a_block_known_by_name(
    account: Account, head: Person
) -> None:
    block = done(account, head, user_id="", handle="only_a_name")

    read(account, head, archive("9"))

    assert now_of(block).state == "done"


def test_older_list_than_the_last_one_is_refused(account: Account, head: Person) -> None:
    block = done(account, head)
    read(account, head, archive(STRANGER))

    with pytest.raises(archives.Older):
        read(account, head, archive(made_at=timezone.now() - timedelta(days=3)))
    assert now_of(block).state == "verified"


@pytest.mark.parametrize(
    ("upload", "refusal"),
    [
        ({"handle": "Somebody"}, Refused),
        ({"without": "block"}, archives.NoList),
        ({"without": "date"}, archives.NoDate),
        ({"made_at": datetime(2040, 1, 1, tzinfo=UTC)}, archives.NoDate),
    ],
)
def test_archive_that_tells_nothing_is_refused_and_changes_nothing(
    account: Account, head: Person, upload: dict[str, str], refusal: type[Exception]
) -> None:
    block = done(account, head)

    with pytest.raises(refusal):
        read(account, head, archive(**upload))  # type: ignore[arg-type]
    assert now_of(block).state == "done"


def test_page_reads_it_and_says_what_is_wrong(
    school: School, account: Account, head: Person
) -> None:
    block, client = done(account, head), client_of(head)
    path = f"/{school.slug}/blocks/archive/"

    bad = client.post(path, {"account": account.pk, "file": SimpleUploadedFile("a.zip", b"no")})
    good = client.post(path, {"account": account.pk, "file": archive(STRANGER)})

    assert (bad.status_code, "not a ZIP file" in bad.content.decode()) == (422, True)
    assert (good.status_code, now_of(block).state) == (302, "verified")


def test_nobody_adds_an_archive_for_somebody_elses_account(
    school: School, teacher: Person, head: Person
) -> None:
    own = hand_account(school, teacher, handle="TeachersOwn", kind="staff")
    block = decided(own, teacher)
    given = {"account": own.pk, "file": archive(STRANGER, handle="TeachersOwn")}

    answer = client_of(head).post(f"/{school.slug}/blocks/archive/", given)

    assert (answer.status_code, now_of(block).state) == (422, "to-do")
    with scope.school(school.pk):
        assert Block.objects.count() == 1
