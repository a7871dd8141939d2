"""Pictures of posts made outside: each fetched once, and only from where X serves them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from pytest_django import Settings

from consent.jobs import storage
from moderation.catalogue.jobs import fetching
from moderation.catalogue.models import Tweet, TweetMedia, TweetPicture
from moderation.catalogue.tasks import fetch as fetch_task
from moderation.drafts.jobs import sending
from moderation.drafts.models import Post
from schoolsocial.tenancy import scope
from schoolsocial.x import media as x_media
from schoolsocial.x.models import Account
from tests.cast import run_sql
from tests.catalogue.fetched import by_phone, fetch, held, hurry, look_at, media, photos_of
from tests.catalogue.sights import HANDLE, read, tweets, watched
from tests.drafts.forcing import force, refused
from tests.fixtures.sandbox import SandboxX, Shown, drawn_picture

pytestmark = pytest.mark.faults


def states(rows: list[TweetMedia]) -> list[tuple[str, str]]:
    return [(row.state, row.trouble) for row in rows]


def test_a_picture_is_fetched_cleaned_and_looked_at(x_account: Account, sandbox: SandboxX) -> None:
    by_phone(x_account, sandbox, Shown(drawn_picture(), "Beans on a sill"))

    [row] = fetch(x_account)
    look_at(x_account, boxes=2, words="Class 3")

    [one] = held(x_account)
    assert (row.state, row.address, row.alt_text) == ("held", "", "Beans on a sill")
    assert (one.photo.state, one.photo.written, one.photo.original) == ("ready", "Class 3", "")
    assert one.photo.uploaded_by is None
    with scope.school(x_account.school_id):
        assert one.photo.faces.count() == 2


def test_four_pictures_keep_their_order(x_account: Account, sandbox: SandboxX) -> None:
    colours = ("red", "green", "blue", "black")
    by_phone(x_account, sandbox, *(Shown(drawn_picture(one), one) for one in colours))

    rows = fetch(x_account)

    assert [(row.position, row.alt_text) for row in rows] == list(enumerate(colours, start=1))
    assert [one.position for one in held(x_account)] == [1, 2, 3, 4]


def test_fetching_again_asks_for_nothing(x_account: Account, sandbox: SandboxX) -> None:
    [row] = by_phone(x_account, sandbox)

    fetch(x_account)
    fetch_task(row.school_id, row.pk)
    fetch(x_account)

    assert len(sandbox.requests("picture")) == 1
    assert photos_of(x_account) == 1


def test_of_a_film_the_still_is_fetched(x_account: Account, sandbox: SandboxX) -> None:
    by_phone(x_account, sandbox, Shown(drawn_picture(), kind="video"))

    [row] = fetch(x_account)

    assert (row.state, row.kind, row.moves) == ("held", "video", True)


def test_pictures_of_the_ledger_are_not_fetched(
    x_account: Account, due_post: Post, sandbox: SandboxX
) -> None:
    watch = watched(x_account)
    sending.send(due_post.school_id, due_post.pk)

    read(watch)

    assert media(x_account) == []


def test_what_turns_out_to_be_ours_lets_its_copies_go(
    x_account: Account, due_post: Post, sandbox: SandboxX
) -> None:
    watch = watched(x_account)
    sandbox.plan_fault("cut_after")
    sending.send(due_post.school_id, due_post.pk)
    read(watch)
    fetch(x_account)
    fetched = held(x_account)[0].photo
    [tweet] = tweets(x_account)
    posted = {"state": "posted", "tweet_id": tweet.tweet_id, "posted_at": tweet.posted_at}
    force("drafts_post", due_post.pk, **posted)

    read(watch)

    with scope.school(x_account.school_id):
        fetched.refresh_from_db()
    assert (media(x_account), held(x_account)) == ([], [])
    assert fetched.let_go_at is not None


def test_a_reposts_pictures_are_somebody_elses(x_account: Account, sandbox: SandboxX) -> None:
    assert by_phone(x_account, sandbox, text="RT @lego: Bricks") == []


def test_post_seen_before_its_pictures_were_asked_for_gets_them_on_a_whole_read(
    x_account: Account, sandbox: SandboxX
) -> None:
    by_phone(x_account, sandbox)
    with scope.school(x_account.school_id):
        TweetMedia.objects.all().delete()

    read(watched(x_account))

    assert states(fetch(x_account)) == [("held", "")]


def test_picture_from_an_archive_is_not_fetched_as_well(
    x_account: Account, sandbox: SandboxX
) -> None:
    by_phone(x_account, sandbox, Shown(drawn_picture(), "Beans"))
    fetch(x_account)
    with scope.school(x_account.school_id):
        TweetMedia.objects.all().delete()

    read(watched(x_account))

    [row] = media(x_account)
    assert (row.state, row.address, row.alt_text) == ("held", "", "Beans")


@pytest.mark.parametrize("fault", ["missing", "gone"])
def test_picture_x_no_longer_has_is_gone(x_account: Account, sandbox: SandboxX, fault: str) -> None:
    by_phone(x_account, sandbox)
    sandbox.plan_fault(fault, operation="picture")

    assert states(fetch(x_account)) == [("gone", "")]


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ("redirect", "redirect"),
        ("truncated", "cut-short"),
        ("html", "wrong-type"),
        ("mislabelled", "wrong-type"),
        ("disguised", "unusable"),
        ("503_before", "refused"),
        ("cut_before", "no-answer"),
    ],
)
def test_picture_that_did_not_come_is_tried_again_and_comes(
    x_account: Account, sandbox: SandboxX, fault: str, trouble: str
) -> None:
    by_phone(x_account, sandbox)
    sandbox.plan_fault(fault, operation="picture")

    first = fetch(x_account)
    nothing = photos_of(x_account)
    then = fetch(x_account)

    assert (states(first), nothing) == ([("waiting", trouble)], 0)
    assert first[0].next_try_at > timezone.now()
    assert states(then) == [("held", "")]


def test_picture_that_never_comes_ends_after_five_tries(
    x_account: Account, sandbox: SandboxX
) -> None:
    by_phone(x_account, sandbox)
    sandbox.plan_fault("503_before", operation="picture", times=9)

    for _ in range(8):
        fetch(x_account)

    assert states(media(x_account)) == [("failed", "refused")]
    assert len(sandbox.requests("picture")) == 5


def test_huge_file_is_refused_by_its_size_and_not_asked_for_again(
    x_account: Account, sandbox: SandboxX
) -> None:
    by_phone(x_account, sandbox)
    sandbox.plan_fault("huge", operation="picture")

    assert states(fetch(x_account)) == [("failed", "too-heavy")]


def test_control_without_the_cap_the_huge_file_is_read(
    x_account: Account, sandbox: SandboxX
) -> None:
    by_phone(x_account, sandbox)
    sandbox.plan_fault("huge", operation="picture")

    with patch.object(x_media, "MOST_BYTES", 1 << 30):
        assert states(fetch(x_account)) == [("waiting", "unusable")]


def test_picture_that_drips_is_cut_off(x_account: Account, sandbox: SandboxX) -> None:
    by_phone(x_account, sandbox)
    sandbox.plan_fault("slow", operation="picture", seconds=0.05)

    with patch.object(x_media, "SECONDS", 0.3):
        assert states(fetch(x_account)) == [("waiting", "too-slow")]


def test_control_with_time_enough_the_dripping_picture_comes(
    x_account: Account, sandbox: SandboxX
) -> None:
    by_phone(x_account, sandbox)
    sandbox.plan_fault("slow", operation="picture", seconds=0.0001)

    assert states(fetch(x_account)) == [("held", "")]


def test_more_pixels_than_can_be_decoded_are_refused_by_the_header(
    x_account: Account, sandbox: SandboxX
) -> None:
    by_phone(x_account, sandbox)

    with patch("consent.pictures.inspection.MAX_PIXELS", 100):
        assert states(fetch(x_account)) == [("waiting", "unusable")]
    assert photos_of(x_account) == 0


@contextmanager
def killed(at: str) -> Iterator[None]:
    """A worker that dies there."""
    with patch(at, side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        yield


POINTS = [
    "schoolsocial.x.media.fetch",
    "consent.pictures.inspect",
    "consent.actions.photos.receive",
    "moderation.catalogue.models.TweetPicture.objects.create",
]


@pytest.mark.parametrize("point", POINTS)
def test_worker_killed_anywhere_leaves_nothing_half(
    x_account: Account, sandbox: SandboxX, point: str
) -> None:
    by_phone(x_account, sandbox)

    with killed(point):
        fetch(x_account)
    between = (states(media(x_account)), held(x_account), photos_of(x_account))
    fetch(x_account)

    assert between == ([("waiting", "")], [], 0)
    assert (states(media(x_account)), photos_of(x_account)) == ([("held", "")], 1)


def test_picture_that_ends_its_worker_each_time_is_given_up(
    x_account: Account, sandbox: SandboxX
) -> None:
    by_phone(x_account, sandbox)
    for _ in range(5):
        with killed("consent.pictures.inspect"):
            fetch(x_account)

    assert states(fetch(x_account)) == [("failed", "stopped")]


def test_control_without_counting_first_it_ends_workers_for_ever(
    x_account: Account, sandbox: SandboxX
) -> None:
    by_phone(x_account, sandbox)
    for _ in range(8):
        with killed("consent.pictures.inspect"):
            fetch(x_account)
        uncounted(x_account)

    assert states(media(x_account)) == [("waiting", "")]
    assert len(sandbox.requests("picture")) == 8


def uncounted(account: Account) -> None:
    """As if a try counted only once it had come to its end."""
    with scope.school(account.school_id):
        TweetMedia.objects.update(tries=0)


def test_one_worker_has_a_picture_in_hand(x_account: Account, sandbox: SandboxX) -> None:
    [row] = by_phone(x_account, sandbox)
    hurry(row)

    first = fetching._claimed(row.school_id, row.pk)
    second = fetching._claimed(row.school_id, row.pk)

    assert (first is not None, second) == (True, None)


def test_worker_whose_time_was_over_writes_nothing(x_account: Account, sandbox: SandboxX) -> None:
    [row] = by_phone(x_account, sandbox)
    slow = fetching._claimed(row.school_id, row.pk)
    assert slow is not None
    came = fetching._asked(slow.address)
    fetch(x_account)

    with scope.school(row.school_id):
        fetching._write_down(slow, came, timezone.now())

    assert photos_of(x_account) == 1


def test_address_that_x_does_not_serve_from_is_never_contacted(
    x_account: Account, sandbox: SandboxX, settings: Settings
) -> None:
    by_phone(x_account, sandbox)
    settings.X_MEDIA_HOSTS = ["pbs.twimg.com"]

    assert states(fetch(x_account)) == [("failed", "not-allowed")]
    assert sandbox.requests("picture") == []


def test_control_where_the_host_is_listed_it_is(x_account: Account, sandbox: SandboxX) -> None:
    by_phone(x_account, sandbox)

    fetch(x_account)

    assert len(sandbox.requests("picture")) == 1


def test_picture_of_a_post_that_is_gone_is_not_fetched(
    x_account: Account, sandbox: SandboxX
) -> None:
    by_phone(x_account, sandbox)
    with scope.school(x_account.school_id):
        Tweet.objects.update(missing_since=timezone.now())

    fetch(x_account)

    assert (fetching.due(), sandbox.requests("picture")) == ([], [])


def test_a_sweep_takes_a_few_of_the_newest(x_account: Account, sandbox: SandboxX) -> None:
    watch = watched(x_account)
    for days in range(4):
        at = timezone.now() - timedelta(days=days)
        sandbox.post_by_hand(HANDLE, f"{days}", at=at, pictures=[Shown(drawn_picture())] * 4)
    read(watch)

    due = [media_id for _, media_id in fetching.due()]

    rows = {row.pk: row.tweet.posted_at for row in media(x_account)}
    assert len(due) == fetching.A_SWEEP
    assert [rows[one] for one in due] == sorted((rows[one] for one in due), reverse=True)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("address = ''", "tweet_media_waits_for_an_address"),
        ("state = 'held'", "tweet_media_waits_for_an_address"),
        ("state = 'failed'", "tweet_media_waits_for_an_address"),
        ("state = 'lost'", "tweet_media_"),
        ("tries = 6", "tweet_media_tried_five_times_at_most"),
        ("position = 5", "tweet_media_at_most_four"),
    ],
)
def test_the_database_refuses_what_cannot_be(
    x_account: Account, sandbox: SandboxX, change: str, name: str
) -> None:
    by_phone(x_account, sandbox)

    with refused(name), scope.school(x_account.school_id):
        run_sql(f"UPDATE catalogue_tweetmedia SET {change}")


def test_files_of_a_killed_worker_are_nobodys_and_swept(
    x_account: Account, sandbox: SandboxX
) -> None:
    by_phone(x_account, sandbox)
    with killed("moderation.catalogue.models.TweetPicture.objects.create"):
        fetch(x_account)

    with scope.school(x_account.school_id):
        assert TweetPicture.objects.count() == 0
    assert storage.sweep(timezone.now() + timedelta(days=2)) >= 1
