"""An incident whose time is over is destroyed: nothing of it can be read, and it is counted."""

import html
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from moderation.incidents.actions import evidence, handling, keeping, linking
from moderation.incidents.actions.evidence import Seen
from moderation.incidents.jobs import disposing
from moderation.incidents.models import Hold, Incident
from moderation.incidents.playbook import shipped
from moderation.incidents.queries.keeping import destroyed
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import as_owner, client_of, run_sql
from tests.drafts.forcing import refused
from tests.incidents.telling import now_of, reported, settle_all

SECRETS = ("Rude_One", "1860000000000000001", "CANARY", "PREV-12", "Other_One")
TABLES = (
    "incident", "entry", "evidence", "hold", "hiding", "accountlink", "incidentlink",
    "otheraccount", "incidentstep",
)  # fmt: skip
KEPT = "rows are kept as they were written"


@pytest.fixture
def closed(school: School, teacher: Person, head: Person) -> Incident:
    """Closed just now, with evidence, a reference, links and a note."""
    link = "https://x.com/Rude_One/status/1860000000000000001"
    incident = reported(school, teacher, words="CANARY words", link=link, handle="Rude_One")
    now = timezone.now()
    with scope.school(school.pk):
        seen = Seen(now, link=link, words="CANARY", picture=b"CANARY", media_type="image/png")
        evidence.keep(incident=incident, seen=seen, by=teacher, now=now)
        linking.link_account(incident=incident, handle="Other_One", by=head, now=now)
        handling.note(incident=incident, said="CANARY note", by=head, now=now)
    settle_all(incident, head)
    with scope.school(school.pk):
        resolved = Incident.Outcome.RESOLVED
        handling.close(incident=incident, outcome=resolved, said="CANARY", by=head, now=now)
    return now_of(incident)


def when_over(incident: Incident) -> datetime:
    return timezone.now() + timedelta(days=32 * shipped()[incident.category].keep_months)


def everything(school: School) -> str:
    """Every value of every table of incidents, as text."""
    with scope.school(school.pk):
        found = [run_sql(f"SELECT to_jsonb(t)::text FROM incidents_{one} t") for one in TABLES]
    return str(found)


def test_what_was_written_is_destroyed_and_counted(
    school: School, closed: Incident, head: Person
) -> None:
    over = when_over(closed)

    number = disposing.dispose(over)

    left = everything(school)
    assert number == 1
    assert [one for one in SECRETS if one in left] == []
    with scope.school(school.pk):
        ((sealed, pieces),) = run_sql(
            "SELECT (SELECT sum(length(words)) FROM incidents_entry), "
            "(SELECT count(*) FROM incidents_evidence)"
        )
        assert (sealed, pieces, destroyed(school)) == (0, 0, {"offensive": 1})
    gone = now_of(closed)
    assert (gone.category, gone.outcome, gone.disposed_at) == ("offensive", "resolved", over)
    page = client_of(head).get(f"/{school.slug}/incidents/{closed.pk}/").content.decode()
    assert "What was written about it was destroyed on" in page


def test_the_fixture_does_hold_what_is_looked_for(school: School, closed: Incident) -> None:
    """The control: before its time all of it can be found, or is there sealed."""
    left = everything(school)

    assert {"Rude_One", "1860000000000000001", "Other_One"} <= {s for s in SECRETS if s in left}
    assert disposing.dispose(timezone.now() + timedelta(days=200)) == 0
    assert everything(school) == left


def test_an_open_incident_is_never_destroyed(school: School, teacher: Person) -> None:
    incident = reported(school, teacher)

    assert disposing.dispose(when_over(incident)) == 0
    assert now_of(incident).disposed_at is None


def test_a_hold_keeps_it_until_its_day_and_a_release_lets_it_go(
    school: School, closed: Incident, head: Person
) -> None:
    over = when_over(closed)
    with scope.school(school.pk):
        keeping.hold(
            incident=closed,
            until=(over + timedelta(days=10)).date(),
            said="CANARY: a claim",
            by=head,
            now=timezone.now(),
        )

    held = disposing.dispose(over)
    with scope.school(school.pk), refused("keeps this incident longer"):
        run_sql(
            "UPDATE incidents_incident SET disposed_at = %s, handle = '', link = '', "
            "post_id = NULL WHERE id = %s",
            over,
            closed.pk,
        )
    with scope.school(school.pk):
        keeping.release(incident=closed, by=head, now=timezone.now())

    assert (held, disposing.dispose(over)) == (0, 1)
    with scope.school(school.pk):
        assert bytes(Hold.objects.get().words) == b""


def test_a_hold_has_a_reason_and_a_day_to_come(
    school: School, closed: Incident, head: Person
) -> None:
    path, today = f"/{school.slug}/incidents/{closed.pk}/hold/", timezone.localdate()
    client = client_of(head)

    past = client.post(path, {"until": today.isoformat(), "said": "A claim"})
    silent = client.post(path, {"until": "2036-01-01", "said": " "})

    assert (past.status_code, "Choose a day to come" in past.content.decode()) == (409, True)
    assert (silent.status_code, "legal reason" in silent.content.decode()) == (422, True)


def test_a_school_keeps_a_kind_as_long_as_it_chooses(
    school: School, closed: Incident, head: Person
) -> None:
    path = f"/{school.slug}/incidents/keeping/"
    soon = timezone.now() + timedelta(days=70)

    client_of(head).post(path, {"kind": "offensive", "months": "2"})
    bad = client_of(head).post(path, {"kind": "offensive", "months": "0"})

    assert (bad.status_code, "Choose 1 to 120 months" in bad.content.decode()) == (422, True)
    assert disposing.dispose(soon) == 1


def test_nothing_is_added_to_what_was_destroyed(
    school: School, closed: Incident, head: Person
) -> None:
    disposing.dispose(when_over(closed))
    client, path = client_of(head), f"/{school.slug}/incidents/{closed.pk}/"

    note = client.post(f"{path}note/", {"said": "typed words"})
    again = client.post(f"{path}reopen/", {"said": "typed words"})
    seen = client.post(f"{path}evidence/", {"words": "typed words"})

    account = client.post(f"{path}accounts/", {"handle": "Third_One"})
    held = client.post(f"{path}hold/", {"until": "2056-01-01", "said": "A claim"})

    answers = (note, again, seen, account, held)
    assert [one.status_code for one in answers] == [409] * len(answers)
    with scope.school(school.pk), refused("was destroyed"):
        run_sql(
            "INSERT INTO incidents_entry (school_id, incident_id, kind, what, reference, words, at)"
            " VALUES (%s, %s, 'note', '', '', '', now())",
            school.pk,
            closed.pk,
        )


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("SELECT incidents_dispose(id) FROM incidents_incident", "only what was marked"),
        ("UPDATE incidents_incident SET disposed_at = now()", "says_nothing|a month at least"),
        (
            ("UPDATE incidents_incident SET disposed_at = now() + interval '9 years', handle = ''"),
            "says_nothing",
        ),
    ],
)
def test_database_destroys_nothing_before_its_time(
    school: School, closed: Incident, statement: str, told: str
) -> None:
    with scope.school(school.pk), refused(told):
        run_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE incidents_entry SET words = '', reference = ''",
        "DELETE FROM incidents_evidence",
        "DELETE FROM incidents_entry",
    ],
)
def test_owner_of_the_tables_destroys_nothing_before_its_time_either(
    school: School, closed: Incident, statement: str
) -> None:
    with scope.school(school.pk), as_owner(), refused(KEPT):
        run_sql(statement)


def test_software_has_no_right_to_change_what_is_only_added_to(
    school: School, closed: Incident
) -> None:
    disposing.dispose(when_over(closed))

    with scope.school(school.pk), refused("permission denied"):
        run_sql("UPDATE incidents_entry SET reference = ''")


def test_what_was_destroyed_stays_so(school: School, closed: Incident) -> None:
    disposing.dispose(when_over(closed))

    with scope.school(school.pk), refused("stays so"):
        run_sql("UPDATE incidents_incident SET disposed_at = NULL")
    with scope.school(school.pk), as_owner(), refused(KEPT):
        run_sql("UPDATE incidents_entry SET words = 'x'")


def test_another_schools_incidents_are_left_alone(
    school: School, other_school: School, closed: Incident
) -> None:
    disposing.dispose(when_over(closed))

    with scope.school(other_school.pk), refused("only what was marked"):
        run_sql("SELECT incidents_dispose(%s)", closed.pk)


def test_a_worker_killed_half_way_leaves_the_incident_whole(
    school: School, closed: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(school)

    def dies(*_told: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("moderation.incidents.disposal.connection.cursor", dies)
        with pytest.raises(KeyboardInterrupt):
            disposing.dispose(when_over(closed))

    assert everything(school) == before


def test_each_shipped_time_says_where_it_is_from(school: School, head: Person) -> None:
    page = html.unescape(client_of(head).get("/st-catherine/incidents/keeping/").content.decode())
    sources = ("Limitation Act 1980", "IRMS, Toolkit for Schools", "We know of no period published")

    for kind in shipped().values():
        assert any(source in kind.kept_because for source in sources), kind.code
        assert kind.kept_because in page, kind.code


@pytest.mark.parametrize("code", ["copyright", "child-shown", "takeover", "blackmail", "complaint"])
def test_what_may_lead_to_a_claim_is_kept_for_six_years(code: str) -> None:
    assert shipped()[code].keep_months >= 72


def test_shipped_times_are_all_within_bounds() -> None:
    assert all(1 <= kind.keep_months <= 120 for kind in shipped().values())
