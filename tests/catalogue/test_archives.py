"""An archive fills the back-catalogue: each post once, its pictures through the pipeline."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from consent.models import Photo
from moderation.catalogue.actions import archives as actions
from moderation.catalogue.jobs import archives as jobs
from moderation.catalogue.models import ArchiveImport, Tweet, TweetPicture
from moderation.catalogue.tasks import read_archive
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from schoolsocial.x.archive.refusals import Reason, Refused
from schoolsocial.x.models import Account
from tests.cast import run_sql
from tests.drafts.forcing import refused
from tests.drafts.hands import hand_account
from tests.fixtures.sandbox import drawn_picture
from tests.posts import make_account
from tests.x.archive.making import HANDLE, OWNER, archive_of, id_at, members, tweet, zipped

OLD = datetime(2024, 5, 6, 9, tzinfo=UTC)


@pytest.fixture
def account(school: School, head: Person) -> Account:
    return hand_account(school, head, HANDLE)


def upload_of(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("twitter.zip", content, "application/zip")


def brought(account: Account, by: Person, content: bytes) -> ArchiveImport:
    with scope.school(account.school_id):
        return actions.receive(
            account=account, by=by, upload=upload_of(content), now=timezone.now()
        )


def taken_in(account: Account, by: Person, content: bytes) -> ArchiveImport:
    row = brought(account, by, content)
    while jobs.carry_on(row.school_id, row.pk):
        pass
    return now_of(row)


def now_of(row: ArchiveImport) -> ArchiveImport:
    with scope.school(row.school_id):
        return ArchiveImport.objects.get(pk=row.pk)


def posts_of(account: Account) -> list[tuple[str, str, str]]:
    with scope.school(account.school_id):
        rows = Tweet.objects.filter(account=account).order_by("posted_at")
        return list(rows.values_list("text", "kind", "source"))


def pictured() -> bytes:
    """One post with a picture that is in the archive and one that is not."""
    number = id_at(OLD)
    contents = members([tweet(number, "Sports day", photos=["a.jpg", "b.jpg"])])
    return zipped(contents | {f"data/tweets_media/{number}-a.jpg": drawn_picture()})


def test_posts_are_taken_in_with_their_time_and_kind(account: Account, head: Person) -> None:
    posts = [
        tweet(id_at(OLD), "Sports day"),
        tweet(id_at(OLD + timedelta(1)), "RT @lego: Bricks"),
        tweet(id_at(OLD + timedelta(2)), "@a Thanks", in_reply_to_status_id_str="5"),
    ]

    row = taken_in(account, head, archive_of(posts))

    assert (row.state, row.reached, row.fresh) == ("done", 3, 3)
    assert posts_of(account) == [
        ("Sports day", "post", "archive"),
        ("RT @lego: Bricks", "repost", "archive"),
        ("@a Thanks", "reply", "archive"),
    ]


def test_pictures_come_through_the_pipeline(account: Account, head: Person) -> None:
    row = taken_in(account, head, pictured())

    assert (row.pictures, row.unusable) == (1, 1)
    with scope.school(account.school_id):
        placed = TweetPicture.objects.select_related("photo", "tweet").get()
        assert (placed.position, placed.tweet.pictures_on_x) == (1, 2)
        assert placed.photo.state == Photo.State.RECEIVED
        assert placed.photo.original


def test_same_archive_again_adds_nothing(account: Account, head: Person) -> None:
    taken_in(account, head, pictured())

    row = taken_in(account, head, pictured())

    assert (row.reached, row.fresh, row.pictures) == (1, 0, 0)
    with scope.school(account.school_id):
        assert (Tweet.objects.count(), TweetPicture.objects.count()) == (1, 1)


def test_later_archive_adds_what_is_new(account: Account, head: Person) -> None:
    first = tweet(id_at(OLD), "First")
    taken_in(account, head, archive_of([first]))

    row = taken_in(account, head, archive_of([first, tweet(id_at(OLD + timedelta(1)), "Second")]))

    assert (row.reached, row.fresh) == (2, 1)


def test_file_is_gone_once_it_is_read(account: Account, head: Person) -> None:
    row = brought(account, head, pictured())
    assert default_storage.exists(row.file)

    jobs.carry_on(row.school_id, row.pk)

    assert now_of(row).file == ""
    assert not default_storage.exists(row.file)


def test_archive_of_another_account_is_refused_and_not_kept(account: Account, head: Person) -> None:
    with pytest.raises(Refused) as refusal:
        brought(account, head, archive_of(handle="SomebodyElse"))

    assert refusal.value.reason is Reason.OTHER_ACCOUNT
    with scope.school(account.school_id):
        assert not ArchiveImport.objects.exists()


def test_connected_account_is_told_by_its_number(school: School, head: Person) -> None:
    connected = make_account(school, handle=HANDLE)

    with pytest.raises(Refused):
        brought(connected, head, archive_of(owner=OWNER))

    assert brought(connected, head, archive_of(owner=connected.x_user_id)).pk


def test_one_archive_of_an_account_at_a_time(account: Account, head: Person) -> None:
    brought(account, head, archive_of())

    with pytest.raises(actions.StillReading):
        brought(account, head, archive_of())


def test_reading_goes_on_where_it_stopped(account: Account, head: Person) -> None:
    posts = [tweet(id_at(OLD + timedelta(number))) for number in range(5)]
    row = brought(account, head, archive_of(posts))

    with patch.object(jobs, "AT_ONCE", 2), patch.object(jobs, "STRETCH", -1.0):
        more = [jobs.carry_on(row.school_id, row.pk) for _ in range(4)]

    assert more == [True, True, True, False]
    assert (now_of(row).reached, now_of(row).fresh) == (5, 5)


def test_worker_that_died_loses_nothing_and_doubles_nothing(account: Account, head: Person) -> None:
    posts = [tweet(id_at(OLD + timedelta(number))) for number in range(4)]
    row = brought(account, head, archive_of(posts))
    with (
        patch.object(jobs, "AT_ONCE", 2),
        patch.object(jobs, "_seen", side_effect=_dying_at(3)),
        pytest.raises(SystemExit),
    ):
        jobs.carry_on(row.school_id, row.pk)
    assert now_of(row).reached == 2

    later(row)
    jobs.carry_on(row.school_id, row.pk)

    assert (now_of(row).state, now_of(row).reached, now_of(row).fresh) == ("done", 4, 4)


def _dying_at(call: int) -> Callable[..., object]:
    """As if the process had ended at that call."""
    calls = iter(range(1, 100))
    original = jobs._seen

    def seen(one: object) -> object:
        if next(calls) == call:
            raise SystemExit
        return original(one)  # type: ignore[arg-type]

    return seen


def later(row: ArchiveImport) -> None:
    """The dead worker's hold is over."""
    with scope.school(row.school_id):
        past = timezone.now() - timedelta(seconds=1)
        ArchiveImport.objects.filter(pk=row.pk).update(held_until=past)


def test_second_worker_leaves_it_to_the_first(account: Account, head: Person) -> None:
    row = brought(account, head, archive_of([tweet(id_at(OLD))]))
    jobs._claim(row.school_id, row.pk)

    assert not jobs.carry_on(row.school_id, row.pk)
    assert now_of(row).reached == 0


def test_what_turns_out_to_be_damaged_says_so(account: Account, head: Person) -> None:
    contents = members()
    contents["data/tweets.js"] = "window.YTD.tweets.part0 = [{]"

    row = taken_in(account, head, zipped(contents))

    assert (row.state, row.reason, row.file) == ("refused", "not-readable", "")
    assert jobs.SENTENCES[row.reason] == Reason.NOT_READABLE.sentence


def test_what_stops_again_and_again_is_given_up(account: Account, head: Person) -> None:
    row = brought(account, head, archive_of())
    for _ in range(ArchiveImport.MOST_TRIES):
        jobs._claim(row.school_id, row.pk)
        later(row)

    jobs.sweep(timezone.now())

    assert (now_of(row).state, now_of(row).reason) == ("refused", "gave-up")


def test_file_of_no_import_is_swept(db: None) -> None:
    name = default_storage.save("archive/orphan", io.BytesIO(b"zip"))

    jobs.sweep(timezone.now())
    young = default_storage.exists(name)
    jobs.sweep(timezone.now() + timedelta(days=2))

    assert (young, default_storage.exists(name)) == (True, False)


def test_sweep_finds_what_no_bell_announced(account: Account, head: Person) -> None:
    row = brought(account, head, archive_of())

    assert jobs.unfinished() == [(row.school_id, row.pk)]
    read_archive(row.school_id, row.pk)
    assert jobs.unfinished() == []


def test_it_is_on_record_without_a_word_of_it(account: Account, head: Person) -> None:
    taken_in(account, head, pictured())

    with scope.school(account.school_id):
        events = Event.objects.filter(object_type="archiveimport").order_by("sequence")
        told = list(events.values_list("verb", "actor_id", "payload"))
    assert told == [
        ("archive.received", head.pk, {}),
        ("archive.read", None, {"posts": 1, "new": 1, "reason": ""}),
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("state = 'done'", "archive_read_has_no_file"),
        ("file = ''", "archive_read_has_no_file"),
        ("reason = 'damaged'", "archive_refused_says_why"),
        ("made_at = at + interval '1 day'", "archive_made_before_it_came"),
    ],
)
def test_what_a_row_says_holds(account: Account, head: Person, change: str, words: str) -> None:
    row = brought(account, head, archive_of())

    with scope.school(row.school_id), refused(words):
        run_sql(f"UPDATE catalogue_archiveimport SET {change} WHERE id = %s", row.pk)
