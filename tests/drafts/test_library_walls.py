"""What the database itself lets into the library, whoever writes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from moderation.drafts.models import LibraryPicture, Post, PostPhoto
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope, run_sql
from tests.drafts import shelf
from tests.drafts.forcing import force, refused
from tests.posts import adopt_policy, make_photo

INSERT = """
INSERT INTO drafts_librarypicture (school_id, photo_id, post_id, sha256, title, occasion, alt_text,
    shows_pupils, source, declared, kept_by_id, kept_at, use_by, use_by_set_on)
VALUES (%s, %s, %s, %s, 'Beans', '', '', %s, '', '{}', %s, now(), %s, %s)
"""


def insert(post: Post, by: Person, **changes: Any) -> None:
    """Past the software, as if it had forgotten every rule."""
    row = PostPhoto.objects.select_related("photo").get(post=post)
    today = timezone.localdate()
    given: dict[str, Any] = {
        "school": post.school_id,
        "photo": row.photo_id,
        "post": post.pk,
        "sha256": row.photo.sha256,
        "shows": row.shows_pupils,
        "by": by.pk,
        "use_by": today + timedelta(days=7),
        "set_on": today,
    } | changes
    run_sql(INSERT, *given.values())


@pytest.fixture
def post(school: School, teacher: Person, head: Person) -> Post:
    """A live post with a picture of nobody."""
    adopt_policy(school)
    return shelf.posted(shelf.approved(school, teacher, head, []))


def test_control_approved_picture_gets_in(school: School, head: Person, post: Post) -> None:
    with in_scope(school.pk):
        insert(post, head)

        assert LibraryPicture.objects.count() == 1


def test_other_bytes_do_not(school: School, head: Person, post: Post) -> None:
    with in_scope(school.pk), refused("as it was approved"):
        insert(post, head, sha256="0" * 64)


def test_picture_of_no_post_does_not(school: School, head: Person, post: Post) -> None:
    photo = make_photo(school, head)

    with in_scope(school.pk), refused("as it was approved"):
        insert(post, head, photo=photo.pk, sha256=photo.sha256)


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "removed"])
def test_picture_of_a_post_that_is_not_approved_does_not(
    school: School, head: Person, post: Post, state: str
) -> None:
    tweet = "77" if state == "removed" else None
    force("drafts_post", post.pk, state=state, tweet_id=tweet)

    with in_scope(school.pk), refused("as it was approved"):
        insert(post, head)


def test_post_that_nobody_approved_here_does_not(
    school: School, teacher: Person, head: Person, post: Post
) -> None:
    other = shelf.posted(shelf.draft_with(school, teacher, []))

    with in_scope(school.pk), refused("as it was approved"):
        insert(other, head)


def test_use_by_date_is_needed(school: School, head: Person, post: Post) -> None:
    with in_scope(school.pk), refused("use_by"):
        insert(post, head, use_by=None)


def test_use_by_date_is_to_come(school: School, head: Person, post: Post) -> None:
    with in_scope(school.pk), refused("library_picture_use_by_to_come"):
        insert(post, head, use_by=timezone.localdate() - timedelta(days=1))


def test_retention_ends_it(school: School, head: Person, post: Post) -> None:
    with in_scope(school.pk), refused("beyond the retention"):
        insert(post, head, use_by=timezone.localdate() + timedelta(days=800))


@pytest.mark.parametrize(
    ("set_on", "use_by", "fits"),
    [
        (date(2026, 9, 1), date(2027, 8, 31), True),
        (date(2026, 9, 1), date(2027, 9, 1), False),
        (date(2027, 8, 31), date(2027, 8, 31), True),
        (date(2027, 8, 31), date(2027, 9, 1), False),
    ],
)
@pytest.mark.parametrize("shows", [True, None])
def test_academic_year_ends_it_where_pupils_may_be_in_it(
    school: School,
    head: Person,
    post: Post,
    set_on: date,
    use_by: date,
    fits: bool,
    shows: bool | None,
) -> None:
    with in_scope(school.pk):
        if fits:
            insert(post, head, shows=shows, set_on=set_on, use_by=use_by)
        else:
            with refused("end of the academic year"):
                insert(post, head, shows=shows, set_on=set_on, use_by=use_by)


def test_child_that_is_named_counts_whatever_the_author_said(
    school: School, kept: LibraryPicture
) -> None:
    force("drafts_librarypicture", kept.pk, shows_pupils=False)
    after = shelf.end_of_year() + timedelta(days=1)

    with in_scope(school.pk), refused("end of the academic year"):
        run_sql("UPDATE drafts_librarypicture SET use_by = %s WHERE id = %s", after, kept.pk)


def test_picture_is_on_the_shelf_once(school: School, head: Person, post: Post) -> None:
    with in_scope(school.pk), refused("library_picture_shelved_once"):
        insert(post, head)
        insert(post, head)


@pytest.mark.parametrize(
    "change",
    ["sha256 = repeat('0', 64)", "alt_text = 'Others'", "title = 'Others'", "source = 'web'"],
)
def test_what_was_approved_stays(school: School, kept: LibraryPicture, change: str) -> None:
    with in_scope(school.pk), refused("stays as it was approved"):
        run_sql(f"UPDATE drafts_librarypicture SET {change} WHERE id = %s", kept.pk)


def test_retired_does_not_come_back(school: School, head: Person, kept: LibraryPicture) -> None:
    with in_scope(school.pk):
        run_sql("UPDATE drafts_librarypicture SET retired_at = now(), retired_by_id = %s", head.pk)
        with refused("does not come back"):
            run_sql("UPDATE drafts_librarypicture SET retired_at = NULL, retired_by_id = NULL")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("retired_at = now()", "library_picture_retired_by_somebody"),
        ("gone_at = now()", "library_picture_gone_has_no_words"),
    ],
)
def test_ends_are_whole(school: School, kept: LibraryPicture, change: str, words: str) -> None:
    with in_scope(school.pk), refused(words):
        run_sql(f"UPDATE drafts_librarypicture SET {change}")


def test_nothing_is_struck_from_the_record(school: School, kept: LibraryPicture) -> None:
    with in_scope(school.pk), refused("stays on record"):
        run_sql("DELETE FROM drafts_librarypicture")


def test_another_school_sees_and_points_at_nothing(
    school: School, other_school: School, other_head: Person, kept: LibraryPicture
) -> None:
    with in_scope(other_school.pk):
        assert run_sql("SELECT count(*) FROM drafts_librarypicture") == [(0,)]
        with refused("as it was approved|row-level security"):
            run_sql(
                INSERT,
                *(other_school.pk, kept.photo_id, kept.post_id, kept.sha256, True, other_head.pk),
                *(kept.use_by, kept.use_by_set_on),
            )


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ("(0, 12, 30, 30)", "library_terms_have_an_end"),
        ("(13, 12, 30, 30)", "library_terms_have_an_end"),
        ("(6, 85, 30, 30)", "library_terms_have_an_end"),
        ("(6, 12, 367, 30)", "library_terms_within_a_year"),
    ],
)
def test_terms_have_bounds(school: School, columns: str, words: str) -> None:
    with in_scope(school.pk), refused(words):
        run_sql(
            "INSERT INTO drafts_libraryterms (school_id, pupil_months, other_months,"
            f" delete_after_days, repeat_days) SELECT %s, figures.* FROM (VALUES {columns})"
            " AS figures",
            school.pk,
        )
