"""What a trust reads of its schools: side by side, by name, as their own governors are told."""

import csv
import io
import sys
from collections import defaultdict
from datetime import date, timedelta
from http import HTTPStatus
from itertools import combinations, product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from schoolsocial.accounts.models import Person, School, Trust, TrustMember, TrustPlace
from schoolsocial.governance.due import Matter, ago
from schoolsocial.governance.indicators import INDICATORS
from schoolsocial.governance.jobs import counting, publishing
from schoolsocial.governance.models import Publication, PublishedDue, PublishedReading, Rollup
from schoolsocial.governance.periods import chosen, half_term_of
from schoolsocial.governance.presenters import dashboard, trust_school
from schoolsocial.governance.presenters import trust as presenter
from schoolsocial.governance.suppression import Count, added, is_few, told
from schoolsocial.tenancy import scope
from tests.cast import client_of, in_scope, make_person, make_school
from tests.governance.trusts import ask, join, make_trust, make_trust_admin
from tests.posts import adopt_policy

HOME = "/trust/mersey/"
STATEMENTS = 15


@pytest.fixture
def trust(db: None) -> Trust:
    return make_trust()


@pytest.fixture
def trustee(trust: Trust) -> Person:
    return make_trust_admin(trust)


@pytest.fixture
def joined(school: School, trust: Trust, trustee: Person) -> School:
    adopt_policy(school)
    join(school, trust, trustee)
    counting.count(school.pk, timezone.now())
    return school


def publish(school: School, *, span: str, verdict: str = "red", value: str = "50 %") -> None:
    """Every indicator of the school says this of that span."""
    with in_scope(school.pk):
        Publication.objects.get_or_create(school=school, defaults={"at": timezone.now()})
        PublishedReading.objects.bulk_create(
            PublishedReading(
                school=school, span=span, indicator=one.code, value=value, verdict=verdict
            )
            for one in INDICATORS
        )


def page(person: Person, path: str = HOME) -> str:
    response = client_of(person).get(path)
    assert response.status_code == HTTPStatus.OK
    return str(response.content.decode())


def test_trust_reads_what_the_governors_read(joined: School, trust: Trust) -> None:
    with in_scope(joined.pk):
        own = dashboard.present(joined, "", timezone.now())
    with scope.trust(trust.pk):
        board = presenter.present("", timezone.now())

    assert [(c.cells[0].value, c.cells[0].verdict) for c in board.comparisons] == [
        (card.reading.value, card.reading.verdict) for card in own.cards
    ]


def test_schools_stand_by_name_and_by_nothing_else(trust: Trust, trustee: Person) -> None:
    for slug, verdict in (("c-best", "green"), ("a-worst", "red"), ("b-near", "amber")):
        school = make_school(slug)
        join(school, trust, trustee)
        publish(school, span=chosen("", timezone.localdate()).code, verdict=verdict)

    with scope.trust(trust.pk):
        board = presenter.present("", timezone.now())

    for comparison in board.comparisons:
        assert [cell.school.slug for cell in comparison.cells] == ["a-worst", "b-near", "c-best"]
        assert comparison.standing == "1 on target, 1 near the target, 1 off target"


def test_school_without_figures_is_not_counted_yet(
    school: School, trust: Trust, trustee: Person
) -> None:
    join(school, trust, trustee)

    shown = page(trustee)

    assert "Not counted yet: St Catherine of Siena" in shown
    assert "12 not counted yet" not in shown
    assert shown.count("1 not counted yet") == len(INDICATORS)


def test_empty_trust_says_what_to_do(trustee: Person) -> None:
    assert "No school yet" in page(trustee)
    assert "Ask a school" in page(trustee)


def test_school_that_was_asked_shows_no_figure(
    school: School, trust: Trust, trustee: Person
) -> None:
    ask(school, trust, trustee)

    assert "Asked, and not answered yet:</strong> St Catherine of Siena" in page(trustee)
    assert client_of(trustee).get(HOME + "schools/st-catherine/").status_code == 404


def test_outlier_is_named_after_two_half_terms_below_target(
    school: School, other_school: School, trust: Trust, trustee: Person
) -> None:
    latest = half_term_of(timezone.localdate())
    for one, before in ((school, "red"), (other_school, "green")):
        join(one, trust, trustee)
        publish(one, span=latest.before.code, verdict=before)
        publish(one, span=latest.code, verdict="amber")

    with scope.trust(trust.pk):
        outliers = presenter.present("", timezone.now()).outliers

    assert [one.school for one in outliers] == [school]
    assert outliers[0].indicators == INDICATORS


@pytest.mark.parametrize(("days", "late"), [(1, True), (0, False), (-1, False)])
def test_overdue_from_the_day_after(joined: School, trust: Trust, days: int, *, late: bool) -> None:
    day = timezone.localdate() - timedelta(days=days)
    with in_scope(joined.pk):
        PublishedDue.objects.filter(matter=Matter.DPIA).update(due_on=day)

    with scope.trust(trust.pk):
        found = presenter.present("", timezone.now()).overdue

    assert [(one.due_on, one.days) for one in found if one.matter is Matter.DPIA] == (
        [(day, 1)] if late else []
    )


def test_matter_without_a_day_is_no_good_news(joined: School, trust: Trust) -> None:
    with scope.trust(trust.pk):
        shown = trust_school.present("st-catherine", "", timezone.now())

    assert shown
    assert {day.matter for day in shown.days if day.due_on is None} >= {Matter.DPIA, Matter.VISIT}


def test_one_school_opens_to_its_half_terms(joined: School, trustee: Person) -> None:
    shown = page(trustee, HOME + "schools/st-catherine/")

    assert "No day recorded" in shown
    assert shown.count("Autumn 1") == len(INDICATORS)
    assert shown.count("How it is worked out") == len(INDICATORS)


def test_table_has_the_digits_of_the_page(joined: School, trust: Trust, trustee: Person) -> None:
    response = client_of(trustee).get(HOME + "table/")
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    with scope.trust(trust.pk):
        board = presenter.present("", timezone.now())

    values = [line[2] for line in lines if line[1:2] == ["St Catherine of Siena"] and line[4]]
    assert values == [comparison.cells[0].value for comparison in board.comparisons]


def test_formula_in_a_schools_name_stays_words(trust: Trust, trustee: Person) -> None:
    school = make_school("formula", name="=HYPERLINK(1)")
    join(school, trust, trustee)
    publish(school, span=chosen("", timezone.localdate()).code)

    assert ",=HYPERLINK" not in client_of(trustee).get(HOME + "table/").content.decode()


def asked(captured: CaptureQueriesContext) -> int:
    """What was asked of tables: without savepoints, and without saying whose scope it is."""
    said = (query["sql"] for query in captured.captured_queries)
    return sum("SAVEPOINT" not in sql and "set_config" not in sql for sql in said)


def test_fifty_schools_cost_no_more_statements_than_one(
    joined: School, trust: Trust, trustee: Person
) -> None:
    client = client_of(trustee)
    client.get(HOME)
    with CaptureQueriesContext(connection) as one:
        client.get(HOME)
    _forty_nine_more(trust, trustee)

    with CaptureQueriesContext(connection) as fifty:
        shown = client.get(HOME).content.decode()

    told_with_rp = f"one school: {asked(one)} statements, fifty: {asked(fifty)}\n"
    sys.stdout.write(told_with_rp)
    assert asked(fifty) == asked(one) <= STATEMENTS
    assert "50 schools" in shown


def _forty_nine_more(trust: Trust, trustee: Person) -> None:
    today = timezone.localdate()
    halves = (half_term_of(today), half_term_of(today).before)
    spans = [chosen("", today).code, *(half.code for half in halves)]
    for number in range(49):
        school = make_school(f"school-{number}", name=f"School {number:02}")
        join(school, trust, trustee)
        for span in spans:
            publish(school, span=span)


def test_page_of_one_school_keeps_to_its_statements(joined: School, trustee: Person) -> None:
    client = client_of(trustee)
    client.get(HOME)

    with CaptureQueriesContext(connection) as captured:
        client.get(HOME + "schools/st-catherine/")

    assert asked(captured) <= STATEMENTS


def test_published_again_writes_nothing(joined: School) -> None:
    now = timezone.now()
    with in_scope(joined.pk):
        before = list(PublishedReading.objects.order_by("pk").values())
        publishing.publish(joined, now)

        assert list(PublishedReading.objects.order_by("pk").values()) == before


def test_reading_nobody_tells_any_more_goes(joined: School) -> None:
    publish(joined, span="1999")

    counting.count(joined.pk, timezone.now())

    with in_scope(joined.pk):
        assert not PublishedReading.objects.filter(span="1999").exists()


def test_school_of_no_trust_publishes_nothing(school: School) -> None:
    adopt_policy(school)

    counting.count(school.pk, timezone.now())

    with in_scope(school.pk):
        assert not Publication.objects.exists()
        assert not PublishedReading.objects.exists()


def test_next_count_takes_away_what_a_school_published_before_it_left(joined: School) -> None:
    with in_scope(joined.pk):
        TrustPlace.objects.update(
            ended_at=timezone.now(), ended_by=TrustPlace.objects.get().answered_by
        )

    counting.count(joined.pk, timezone.now())

    with in_scope(joined.pk):
        assert not PublishedReading.objects.exists()
        assert Rollup.objects.exists()


Shown = tuple[Count, ...]


def views(world: tuple[int, ...], total: bool) -> Shown:
    """What a trust reads of three schools' numbers: each school's, and sums of any of them as one
    joins or leaves."""
    each = [told(number) for number in world]
    sums = [added(list(some)) for size in (2, 3) for some in combinations(each, size)]
    exact = [Count(sum(world), sum(world))] if not total else []
    return (*each, *sums, *exact)


def small_numbers_given_away(*, suppressed: bool) -> list[tuple[int, ...]]:
    """Worlds in which a school's small number could be worked out from all that is read."""
    alike = defaultdict[Shown, list[tuple[int, ...]]](list)
    for world in product(range(9), repeat=3):
        alike[views(world, suppressed)].append(world)
    return [
        same[0]
        for same in alike.values()
        for column in zip(*same, strict=True)
        if len(set(column)) == 1 and is_few(column[0])
    ]


def test_no_difference_of_trust_and_schools_gives_a_small_number_away() -> None:
    assert small_numbers_given_away(suppressed=True) == []


def test_an_exact_total_would_give_one_away() -> None:
    """The control: the test above sees the leak that it is there for."""
    assert small_numbers_given_away(suppressed=False) != []


def test_total_of_the_trust_adds_what_is_told(
    school: School, other_school: School, trust: Trust, trustee: Person
) -> None:
    span = chosen("", timezone.localdate()).code
    for one, (low, high) in ((school, (1, 4)), (other_school, (7, 7))):
        join(one, trust, trustee)
        publish(one, span=span)
        with in_scope(one.pk):
            PublishedReading.objects.update(low=low, high=high)

    with scope.trust(trust.pk):
        board = presenter.present("", timezone.now())

    totals = {one.indicator.unit: one.total for one in board.comparisons}
    assert totals["incidents"] == "8 to 11"
    assert totals["%"] == totals[""] == ""


def test_long_names_stand_in_the_page(trust: Trust, trustee: Person) -> None:
    name = "St Bartholomew and the Holy Innocents Church of England Voluntary Aided Primary " * 1
    school = make_school("long", name=name.strip()[:120])
    join(school, trust, trustee)

    assert school.name in page(trustee)


@pytest.mark.parametrize("path", ["", "table/", "ask/", "schools/st-catherine/"])
def test_pages_are_missing_to_everybody_else(joined: School, head: Person, path: str) -> None:
    stranger = make_trust_admin(make_trust("dee", "Dee Trust"))

    for person in (head, stranger):
        assert client_of(person).get(HOME + path).status_code == HTTPStatus.NOT_FOUND


def test_member_who_left_the_trust_reads_nothing(
    joined: School, trust: Trust, trustee: Person
) -> None:
    make_trust_admin(trust, "Theo Trust")  # the last one stays
    with scope.platform():
        TrustMember.objects.filter(person=trustee).update(is_active=False)

    assert client_of(trustee).get(HOME).status_code == HTTPStatus.NOT_FOUND


def test_trust_asks_for_a_second_factor(trust: Trust) -> None:
    person = make_person(None)
    with scope.platform():
        TrustMember.objects.create(trust=trust, person=person, since=timezone.now())

    response = client_of(person).get(HOME)

    assert response["Location"] == "/account/2fa/"


def test_nobody_is_named_who_is_no_school(joined: School, trustee: Person) -> None:
    with in_scope(joined.pk):
        head = TrustPlace.objects.get().answered_by
    assert head

    for path in ("", "schools/st-catherine/", "table/"):
        assert head.name not in page(trustee, HOME + path)


def test_unknown_period_is_this_year(joined: School, trustee: Person) -> None:
    assert page(trustee, HOME + "?period=1066").count("selected") == 1


def test_half_term_before_the_first_is_of_the_year_before() -> None:
    first = half_term_of(date(2026, 9, 1))

    assert (first.before.code, first.before.name) == ("2025-half-6", "Summer 2")
    assert first.before.ends_on + timedelta(days=1) == first.starts_on


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 day ago"), (59, "59 days ago"), (60, "2 months ago"), (729, "24 months ago"),
     (730, "2 years ago"), (1794, "4 years ago")],
)  # fmt: skip
def test_long_overdue_is_told_as_people_say_it(days: int, words: str) -> None:
    assert ago(days) == words
