"""Series: many drafts from one, each of them ordinary, none sent by being one of many."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from moderation.drafts import series as parts_of
from moderation.drafts.actions import drafts, reviews, submissions
from moderation.drafts.actions import series as actions
from moderation.drafts.models import Post, Series
from moderation.drafts.presenters import history
from moderation.drafts.school_time import SchoolDays
from moderation.drafts.series import Part
from moderation.drafts.wall_clock import InThePast, SpringGap
from moderation.drafts.workflow import State
from policy.facts import PostKind
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of, in_scope, make_person, run_sql
from tests.drafts.forcing import refused
from tests.drafts.series import MONDAY, NOW, make_series, posts_of
from tests.posts import adopt_policy, make_account, make_post

TERM = SchoolDays([(date(2027, 1, 4), date(2027, 2, 12)), (date(2027, 2, 22), date(2027, 3, 25))])


@pytest.fixture
def account(school: School) -> Account:
    adopt_policy(school)
    return make_account(school)


@pytest.fixture
def series(account: Account, school: School, teacher: Person) -> Series:
    return make_series(make_post(school, teacher, photos=[("A pile of books", False)]))


def approved(post: Post, author: Person, reviewer: Person) -> None:
    with scope.school(post.school_id):
        submissions.submit(post=post, by=author, now=NOW, wall_time=post.wall_time)
        reviews.approve(post=post, by=reviewer, version=1, now=NOW, wall_time=post.wall_time)


def states(series: Series) -> list[str]:
    return [post.state for post in posts_of(series)]


def test_each_part_is_an_ordinary_draft_with_its_own_day_and_number(
    series: Series, teacher: Person
) -> None:
    posts = posts_of(series)

    assert [post.text for post in posts] == [
        f"Book Week, day {n} of 3: book {n}" for n in (1, 2, 3)
    ]
    assert [post.wall_time for post in posts] == [
        f"{MONDAY + timedelta(days=n)}T15:30" for n in range(3)
    ]
    assert {(post.state, post.author_id) for post in posts} == {(State.DRAFT, teacher.pk)}


def test_draft_it_began_with_is_the_first_part_and_keeps_its_photos(
    series: Series, school: School
) -> None:
    with in_scope(school.pk):
        assert [post.photos.count() for post in posts_of(series)] == [1, 0, 0]
        assert Post.objects.count() == 3


def test_approving_one_approves_no_other(series: Series, teacher: Person, head: Person) -> None:
    approved(posts_of(series)[1], teacher, head)

    assert states(series) == [State.DRAFT, State.SCHEDULED, State.DRAFT]
    assert (
        "1 of 3 approved"
        in client_of(teacher).get(f"/st-catherine/series/{series.pk}/").content.decode()
    )


@pytest.mark.parametrize(
    ("template", "part", "text"),
    [
        ("Day {n} of {count}", Part(MONDAY), "Day 2 of 5"),
        ("On {date}", Part(MONDAY), "On Monday 4 March"),
        ("Every {weekday}: {text}.", Part(MONDAY, "maths"), "Every Monday: maths."),
        ("No place at all", Part(MONDAY), "No place at all"),
        ("{n} {text}", Part(MONDAY, "{count}"), "2 {count}"),
    ],
)
def test_places_are_filled(template: str, part: Part, text: str) -> None:
    assert parts_of.fill(template, part, 2, 5) == text


@pytest.mark.parametrize("template", ["{name}", "{}", "{n.__class__}", "Day {n} of {total}"])
def test_place_nobody_knows_is_refused_and_nothing_is_made(
    account: Account, school: School, teacher: Person, template: str
) -> None:
    post = make_post(school, teacher)
    with pytest.raises(parts_of.UnknownPlace):
        make_series(post, template=template)

    with in_scope(school.pk):
        assert (Series.objects.count(), Post.objects.count()) == (0, 1)


def test_days_by_rule() -> None:
    tuesdays = parts_of.weekly(date(2027, 2, 1), date(2027, 3, 5), 1, TERM)
    week = parts_of.school_days(date(2027, 2, 10), date(2027, 2, 23), TERM)

    assert [part.day.day for part in tuesdays] == [2, 9, 23, 2]  # without the half-term holiday
    assert [part.day.day for part in week] == [10, 11, 12, 22, 23]


def test_days_of_a_list_come_in_order_with_their_words() -> None:
    parts = parts_of.listed("03/03/2027: Dress up\n\n2027-03-01\n2/3/2027 Read aloud")

    assert parts == [
        Part(date(2027, 3, 1)),
        Part(date(2027, 3, 2), "Read aloud"),
        Part(date(2027, 3, 3), "Dress up"),
    ]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("tomorrow\n01/03/2027", "does not begin with a day"),
        ("30/02/2027\n01/03/2027", "does not begin with a day"),
        ("01/03/2027\n1/3/2027", "twice"),
        ("01/03/2027", "Fewer than two"),
        ("", "Fewer than two"),
    ],
)
def test_list_that_cannot_be_read_says_why(lines: str, sentence: str) -> None:
    with pytest.raises((parts_of.NotADay, parts_of.WrongLength), match=sentence):
        parts_of.listed(lines)


@given(
    first=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    span=st.integers(-10, 800),
    weekday=st.integers(0, 6),
)
def test_a_rule_makes_two_to_forty_days_in_order_or_refuses(
    first: date, span: int, weekday: int
) -> None:
    last = first + timedelta(days=span)
    try:
        parts = parts_of.weekly(first, last, weekday, None)
    except parts_of.WrongLength:
        return

    days = [part.day for part in parts]
    assert days == sorted(set(days))
    assert parts_of.FEWEST <= len(days) <= parts_of.MOST
    assert all(first <= day <= last and day.weekday() == weekday for day in days)


def test_day_that_has_gone_by_or_lacks_the_hour_refuses_the_whole_series(
    account: Account, school: School, teacher: Person
) -> None:
    post = make_post(school, teacher)
    for days, hour, error in (
        (("2020-03-02", "2030-03-04"), "15:30", InThePast),
        (("2030-03-30", "2030-03-31"), "01:30", SpringGap),
    ):
        made = actions.Made(
            "Nights",
            "Night {n}",
            time.fromisoformat(hour),
            [Part(date.fromisoformat(day)) for day in days],
        )
        with in_scope(school.pk), pytest.raises(error):
            actions.make(post=post, by=teacher, made=made, now=NOW)

    with in_scope(school.pk):
        assert Post.objects.count() == 1


@pytest.mark.parametrize("what", ["notice", "sent", "part"])
def test_draft_that_begins_no_series(
    account: Account, school: School, teacher: Person, what: str
) -> None:
    kind = PostKind.EMERGENCY if what == "notice" else PostKind.ORDINARY
    post = make_post(school, teacher, kind=kind)
    with in_scope(school.pk):
        if what == "sent":
            submissions.submit(post=post, by=teacher, now=NOW)
            submissions.withdraw(post=post, by=teacher, now=NOW)
    if what == "part":
        make_series(post)

    with pytest.raises(actions.NoSeriesOfThat):
        make_series(post)


def test_rest_is_written_anew_and_what_was_touched_stays(
    series: Series, teacher: Person, head: Person
) -> None:
    first, second, _ = posts_of(series)
    approved(first, teacher, head)
    with scope.school(series.school_id):
        drafts.save(post=second, by=teacher, text="My own words.", revision=0, now=NOW)
        outcome = actions.change(kept=series, by=teacher, template="{n}/{count} {text}", now=NOW)

    assert outcome == actions.Changed(anew=1, left=2)
    assert [post.text for post in posts_of(series)] == [
        "Book Week, day 1 of 3: book 1",
        "My own words.",
        "3/3 book 3",
    ]


def test_cancelling_the_rest_takes_drafts_waiting_and_approved_and_can_be_taken_back(
    series: Series, teacher: Person, head: Person
) -> None:
    first, second, _ = posts_of(series)
    approved(first, teacher, head)
    with scope.school(series.school_id):
        submissions.submit(post=second, by=teacher, now=NOW)
        put = actions.set_aside(kept=series, by=teacher, now=NOW)

    assert put == 3
    assert states(series) == [State.DRAFT] * 3
    assert all(post.set_aside_at for post in posts_of(series))
    assert {post.seal for post in posts_of(series)} == {""}

    with scope.school(series.school_id):
        assert actions.take_back(kept=series, by=teacher, now=NOW) == 3
    assert not any(post.set_aside_at for post in posts_of(series))
    assert states(series) == [State.DRAFT] * 3


def test_post_tells_that_it_was_set_aside_and_brought_back(series: Series, teacher: Person) -> None:
    with scope.school(series.school_id):
        actions.set_aside(kept=series, by=teacher, now=NOW)
        actions.take_back(kept=series, by=teacher, now=NOW)
        told = [entry.sentence for entry in history.present(posts_of(series)[1]).entries]

    assert told[-2:] == [
        "set it aside with the rest of its series",
        "took that back: it is a draft again",
    ]


def test_what_was_set_aside_is_not_sent_nor_listed(series: Series, teacher: Person) -> None:
    with scope.school(series.school_id):
        actions.set_aside(kept=series, by=teacher, now=NOW)
        post = posts_of(series)[1]
        with pytest.raises(drafts.SetAside):
            submissions.submit(post=post, by=teacher, now=NOW)

    assert "book 2" not in client_of(teacher).get("/st-catherine/drafts/").content.decode()


def test_database_lets_nothing_go_on_that_was_set_aside(series: Series, teacher: Person) -> None:
    with scope.school(series.school_id):
        actions.set_aside(kept=series, by=teacher, now=NOW)

    with in_scope(series.school_id), refused("post_set_aside_goes_nowhere"):
        run_sql("UPDATE drafts_post SET state = 'submitted', submitted_at = now()")


def test_database_knows_what_a_series_is(series: Series, school: School) -> None:
    for sentence, table, column, value in (
        ("series_of_some_length", "series", "count", 1),
        ("series_of_some_length", "series", "count", 41),
        ("series_has_name", "series", "name", ""),
        ("series_entry_one_number", "seriesentry", "number", 1),
        ("series_entry_one_day", "seriesentry", "day", MONDAY),
        ("series_entry_from_one", "seriesentry", "number", 0),
    ):
        with in_scope(school.pk), refused(sentence):
            run_sql(f"UPDATE drafts_{table} SET {column} = %s", value)


def test_entry_points_into_its_own_school(
    series: Series, school: School, other_school: School
) -> None:
    theirs = make_post(other_school, make_person(other_school, Role.TEACHER))

    with in_scope(school.pk), refused("post_id_same_school"):
        run_sql("UPDATE drafts_seriesentry SET post_id = %s WHERE number = 1", theirs.pk)


def test_colleagues_do_not_see_or_change_it_before_it_was_sent(
    series: Series, school: School, teacher: Person, head: Person
) -> None:
    colleague = client_of(make_person(school, Role.TEACHER))
    address = f"/st-catherine/series/{series.pk}/"

    assert colleague.get(address).status_code == 404
    assert client_of(head).get(address).status_code == 404
    with in_scope(school.pk):
        submissions.submit(post=posts_of(series)[0], by=teacher, now=NOW)
    shown = client_of(head).get(address).content.decode()
    assert "book 1" in shown
    assert "book 2" not in shown
    client_of(head).post(f"{address}set-aside/")
    assert not any(post.set_aside_at for post in posts_of(series))


def given_week(**changes: str) -> dict[str, str]:
    return {
        "name": "Book Week",
        "template": "Day {n} of {count}",
        "at": "15:30",
        "rule": "school-days",
        "first": "2030-03-04",
        "last": "2030-03-08",
        "weekday": "0",
        "days": "",
    } | changes


def made_of(browser: Client, post: Post, **changes: str) -> str:
    answer = browser.post(f"/st-catherine/drafts/{post.pk}/series/", given_week(**changes))
    return answer.content.decode() if answer.status_code != 302 else "made"


def test_page_shows_the_parts_first_and_makes_them_on_the_second_press(
    account: Account, school: School, teacher: Person
) -> None:
    post, browser = make_post(school, teacher), client_of(teacher)

    shown = made_of(browser, post)
    assert "These 5 drafts would be made" in shown
    assert "Day 5 of 5" in shown
    with in_scope(school.pk):
        assert Post.objects.count() == 1
    assert made_of(browser, post, make="yes") == "made"
    with in_scope(school.pk):
        assert Post.objects.count() == 5


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Give the series a name."),
        ({"first": ""}, "Enter a date."),
        ({"last": "2030-03-04"}, "Fewer than two days fit."),
        ({"last": "2031-03-04"}, "A series has 40 at most."),
        ({"rule": "list", "days": "soon"}, "does not begin with a day"),
        ({"template": "Day {x}"}, "cannot be filled in"),
        ({"at": "later"}, "That is no time."),
    ],
)
def test_what_cannot_be_made_says_why_and_makes_nothing(
    account: Account, school: School, teacher: Person, changes: dict[str, str], sentence: str
) -> None:
    post = make_post(school, teacher)

    assert sentence in made_of(client_of(teacher), post, make="yes", **changes)
    with in_scope(school.pk):
        assert Post.objects.count() == 1


def test_parts_that_say_the_same_are_pointed_out(
    account: Account, school: School, teacher: Person
) -> None:
    series = make_series(make_post(school, teacher), template="Assembly is at nine today, all.")
    first, second, _ = posts_of(series)
    with in_scope(school.pk):
        submissions.submit(post=first, by=teacher, now=NOW, wall_time=first.wall_time)

    shown = client_of(teacher).get(f"/st-catherine/drafts/{second.pk}/").content.decode()

    assert "The same words" in shown
    assert "Part 2 of 3 of “Book Week”" in shown
