"""Reports to governors: the digits of the page, made once, kept as they were."""

import html
import re
from datetime import date, datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Letter, Membership, Person, School, Term
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.documents import pdf
from schoolsocial.governance.actions import oversight
from schoolsocial.governance.actions import reports as actions
from schoolsocial.governance.indicators import INDICATORS
from schoolsocial.governance.jobs import counting, reporting
from schoolsocial.governance.models import Report, ReportFile, RollupRun
from schoolsocial.governance.periods import Period
from schoolsocial.tenancy import scope
from tests.cast import client_of, make_person, run_sql
from tests.documents import reading
from tests.documents.reading import squeezed
from tests.governance.files import as_shown, sheet, table
from tests.posts import adopt_policy, make_pupil

LONDON = ZoneInfo("Europe/London")
HOME = "/st-catherine/governance/"
END = date(2026, 10, 23)
MONDAY = datetime(2026, 10, 26, 9, 45, tzinfo=LONDON)
KINDS = ("pdf", "xlsx", "csv")


@pytest.fixture
def governor(school: School) -> Person:
    adopt_policy(school)
    return make_person(school, Role.GOVERNOR, name="Grace Governor")


@pytest.fixture
def client(governor: Person) -> Client:
    return client_of(governor)


@pytest.fixture
def term(school: School) -> Term:
    with scope.school(school.pk):
        return Term.objects.create(
            school=school, name="Autumn 1", starts_on=date(2026, 9, 2), ends_on=END
        )


def counted(school: School, at: datetime | None = None) -> None:
    counting.count(school.pk, at or timezone.now())


def made(school: School, by: Person, period: Period | None = None) -> Report:
    now = timezone.now()
    with scope.school(school.pk):
        report, _ = actions.make(school=school, period=period or Period(2026), by=by, now=now)
    return report


def file_of(report: Report, kind: str) -> bytes:
    with scope.school(report.school_id):
        return bytes(report.files.get(kind=kind).content)


def test_page_pdf_table_and_spreadsheet_have_the_same_figures(
    school: School, governor: Person, client: Client
) -> None:
    for number in range(12):
        make_pupil(school, f"Child{number}", "Zebrowska")
    counted(school)

    report = made(school, governor)

    page = squeezed(html.unescape(re.sub(r"<[^>]+>", " ", client.get(HOME).content.decode())))
    said = reading.words(file_of(report, "pdf"))
    rows = table(file_of(report, "csv"))[3:]
    cells = sheet(file_of(report, "xlsx"))[1:]
    heads = [row for row in rows if row[4]]
    assert [row[0] for row in heads] == [f"{one.number}. {one.title}" for one in INDICATORS]
    for row in heads:
        assert squeezed(row[0] + row[2].lstrip("'")) in page
    for row, line in zip(rows, cells, strict=True):
        assert squeezed(row[1] + row[2]) in said or squeezed(row[2]) in said
        assert [str(line[0]), str(line[1]), as_shown(line[2], row[2])] == row[:3]
        assert [str(line[3]), str(line[4])] == row[3:]


def test_every_line_of_an_indicator_is_in_the_pdf_as_the_table_has_it(
    school: School, governor: Person
) -> None:
    for number in range(12):
        make_pupil(school, f"Child{number}", "Brown")
    counted(school)

    report = made(school, governor)

    said = reading.words(file_of(report, "pdf"))
    lines = [row for row in table(file_of(report, "csv"))[3:] if not row[4]]
    numbers = [row for row in lines if "20" not in row[1]]
    assert numbers
    assert [row for row in numbers if squeezed(f"{row[1]}{row[2]}{row[3]}") not in said] == []


def test_no_child_and_no_small_number_is_in_any_file(school: School, governor: Person) -> None:
    for number in range(3):
        make_pupil(school, f"Amelia{number}", "Zebrowska")
    counted(school)

    report = made(school, governor)

    for kind in KINDS:
        content = file_of(report, kind)
        said = (
            reading.words(content)
            if kind == "pdf"
            else str(sheet(content) if kind == "xlsx" else table(content))
        )
        assert "Amelia" not in said
        assert "Zebrowska" not in said
    [silent] = [
        row[2] for row in table(file_of(report, "csv")) if row[1:2] == ["Children on the roll"]
    ]
    assert silent == "Fewer than 5"


def test_pdf_says_how_what_to_ask_and_what_was_said(school: School, governor: Person) -> None:
    counted(school)
    now = timezone.now()
    words = {"indicator": "training", "by": governor, "now": now, "school": school}
    with scope.school(school.pk):
        oversight.comment(words="Better #panic() 👏 than before.", **words)  # type: ignore[arg-type]
        oversight.ask(words="Train the two.", due_on=timezone.localdate(), **words)  # type: ignore[arg-type]

    said = reading.words(file_of(made(school, governor), "pdf"))

    for one in INDICATORS:
        assert squeezed(str(one.definition)) in said
        assert squeezed(str(one.question)) in said
    assert squeezed("Better #panic() [clapping hands sign] than before.Grace Governor") in said
    assert squeezed("Train the two.") in said
    assert "Tobedone" in said


@pytest.mark.parametrize("kind", KINDS)
def test_file_is_handed_out_byte_for_byte_and_that_is_on_record(
    school: School, governor: Person, client: Client, kind: str
) -> None:
    counted(school)
    report = made(school, governor)

    answer = client.get(f"{HOME}reports/{report.pk}/{kind}/")

    with scope.school(school.pk):
        file = ReportFile.objects.get(report=report, kind=kind)
        taken = Event.objects.get(verb="governance.report_taken")
    assert sha256(answer.content).hexdigest() == file.digest
    assert (taken.actor_id, taken.payload) == (governor.pk, {"kind": kind})


def test_later_figures_change_no_report(school: School, governor: Person, client: Client) -> None:
    counted(school)
    report = made(school, governor)
    before = [file_of(report, kind) for kind in KINDS]
    for number in range(12):
        make_pupil(school, f"Child{number}", "Brown")
    counted(school)

    again = made(school, governor)

    assert [file_of(report, kind) for kind in KINDS] == before
    assert again.pk != report.pk
    assert [file_of(again, kind) for kind in KINDS] != before


def test_same_figures_asked_for_twice_are_one_report(school: School, client: Client) -> None:
    counted(school)

    client.post(f"{HOME}reports/make/", {"period": "2026"})
    answer = client.post(f"{HOME}reports/make/", {"period": "2026"}, follow=True)

    assert "Nothing has changed since this report was made." in answer.content.decode()
    with scope.school(school.pk):
        assert Report.objects.count() == 1
        assert Event.objects.filter(verb="governance.report_made").count() == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE governance_report SET name = 'Else'",
        "DELETE FROM governance_report",
        "UPDATE governance_reportfile SET content = 'x'",
        "DELETE FROM governance_reportfile",
        "TRUNCATE governance_reportfile",
    ],
)
def test_report_is_never_changed(school: School, governor: Person, change: str) -> None:
    counted(school)
    made(school, governor)

    with scope.school(school.pk), pytest.raises(DatabaseError), transaction.atomic():
        run_sql(change)


def test_database_holds_bytes_to_their_digest(school: School, governor: Person) -> None:
    counted(school)
    report = made(school, governor)

    with (
        scope.school(school.pk),
        pytest.raises(IntegrityError, match="report_file_is_its_digest"),
        transaction.atomic(),
    ):
        run_sql(
            "INSERT INTO governance_reportfile (school_id, report_id, kind, content, digest) "
            f"VALUES ({school.pk}, {report.pk}, 'pdf', 'x', repeat('0', 64))"
        )


def test_report_of_nobody_and_no_end_is_refused_by_the_database(school: School) -> None:
    now = timezone.now()
    with (
        scope.school(school.pk),
        pytest.raises(IntegrityError, match="report_asked_for_or_due"),
        transaction.atomic(),
    ):
        Report.objects.create(
            school=school, period="2026", name="2026/27", as_of=now, made_at=now, digest="0" * 64
        )


def test_end_of_a_half_term_makes_one_report_and_tells_once(
    school: School, governor: Person, head: Person, teacher: Person, term: Term
) -> None:
    with scope.school(school.pk):
        Membership.objects.filter(person=head).update(post="head")
    counted(school, MONDAY - timedelta(hours=4))

    reporting.report(school.pk, MONDAY)
    reporting.report(school.pk, MONDAY + timedelta(hours=1))

    with scope.school(school.pk):
        report = Report.objects.get()
        told = set(Letter.objects.filter(kind="governors-report").values_list("to", flat=True))
        paths = set(Letter.objects.values_list("path", flat=True))
    assert (report.for_end, report.period, report.made_by) == (END, "2026-autumn", None)
    assert told == {governor.email, head.email}
    assert paths == {f"{HOME}reports/"}


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 10, 23, 10, 45, tzinfo=LONDON),  # the last day is not over
        datetime(2026, 10, 24, 10, 45, tzinfo=LONDON),  # a Saturday
        datetime(2026, 10, 26, 7, 45, tzinfo=LONDON),
        datetime(2026, 10, 26, 17, 45, tzinfo=LONDON),
        datetime(2026, 11, 23, 10, 45, tzinfo=LONDON),  # dates typed in a month late
    ],
)
def test_no_report_is_made_at_any_other_moment(
    school: School, term: Term, moment: datetime
) -> None:
    counted(school, moment - timedelta(hours=1))

    reporting.report(school.pk, moment)

    with scope.school(school.pk):
        assert not Report.objects.exists()


def test_report_waits_for_a_count_after_the_last_day(school: School, term: Term) -> None:
    counted(school, datetime(2026, 10, 23, 5, 15, tzinfo=LONDON))

    reporting.report(school.pk, MONDAY)
    with scope.school(school.pk):
        assert not Report.objects.exists()
        RollupRun.objects.update(at=MONDAY)
    reporting.report(school.pk, MONDAY + timedelta(hours=1))

    with scope.school(school.pk):
        assert Report.objects.count() == 1


def test_killed_before_its_mails_begins_again_whole(
    school: School, governor: Person, term: Term
) -> None:
    counted(school, MONDAY - timedelta(hours=4))
    with (
        mock.patch.object(letters, "queue", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        reporting.report(school.pk, MONDAY)

    reporting.report(school.pk, MONDAY)

    with scope.school(school.pk):
        assert ReportFile.objects.count() == len(KINDS)
        assert Letter.objects.get(kind="governors-report").to == governor.email
    assert mail.outbox == []


def test_nothing_counted_makes_no_report_and_says_so(school: School, client: Client) -> None:
    assert "Nothing has been counted yet" in client.get(f"{HOME}reports/").content.decode()
    answer = client.post(f"{HOME}reports/make/", {"period": "2026"}, follow=True)

    assert "Nothing has been counted yet." in answer.content.decode()
    with scope.school(school.pk):
        assert not Report.objects.exists()


def test_no_more_than_a_handful_a_day(
    school: School, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(school)
    monkeypatch.setattr(actions, "MOST_A_DAY", 1)
    client.post(f"{HOME}reports/make/", {"period": "2026"})

    answer = client.post(f"{HOME}reports/make/", {"period": "2025"}, follow=True)

    assert "1 report was made within a day." in answer.content.decode()


def test_pdf_that_cannot_be_made_is_said_and_nothing_is_kept(
    school: School, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(school)
    monkeypatch.setattr(pdf, "LARGEST", 10)

    answer = client.post(f"{HOME}reports/make/", {"period": "2026"}, follow=True)

    assert "too long for one PDF" in answer.content.decode()
    with scope.school(school.pk):
        assert not Report.objects.exists()


@pytest.mark.parametrize("period", ["2026-autumn", "2025-summer", "rubbish", ""])
def test_any_period_makes_a_report(school: School, client: Client, period: str) -> None:
    counted(school)

    answer = client.post(f"{HOME}reports/make/", {"period": period}, follow=True)

    assert "The report is made." in answer.content.decode()


def test_list_asks_the_database_no_more_than_thirteen_times(
    school: School, governor: Person, client: Client, django_assert_max_num_queries: Any
) -> None:
    counted(school)
    for period in (Period(2026), Period(2026, 0), Period(2025)):
        made(school, governor, period)
    client.get(f"{HOME}reports/")  # the session of a new browser is written once

    with django_assert_max_num_queries(13):
        page = client.get(f"{HOME}reports/").content.decode()

    assert page.count("Spreadsheet (XLSX)") == 3


@pytest.mark.parametrize("address", ["1/exe/", "999999/pdf/"])
def test_file_that_is_none_is_not_there(school: School, client: Client, address: str) -> None:
    assert client.get(f"{HOME}reports/{address}").status_code == HTTPStatus.NOT_FOUND


def test_another_schools_report_is_not_there(
    school: School, other_school: School, client: Client
) -> None:
    theirs = make_person(other_school, Role.GOVERNOR)
    counted(other_school)
    report = made(other_school, theirs)

    answer = client.get(f"{HOME}reports/{report.pk}/pdf/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    with scope.school(other_school.pk):
        assert not Event.objects.filter(verb="governance.report_taken").exists()


def test_teacher_sees_no_reports(school: School, teacher: Person) -> None:
    client = client_of(teacher)

    assert client.get(f"{HOME}reports/").status_code == HTTPStatus.FORBIDDEN
