"""Evidence stays as it was seen, and anybody can tell."""

import hashlib
import io
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from moderation.incidents.actions import evidence
from moderation.incidents.actions.evidence import Seen
from moderation.incidents.models import Evidence, Incident
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import as_owner, client_of, run_sql
from tests.drafts.forcing import refused
from tests.incidents.telling import reported


@pytest.fixture
def incident(school: School, teacher: Person) -> Incident:
    return reported(school, teacher)


def screenshot() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (20, 10), "navy").save(file, "PNG")
    return file.getvalue()


def keep(incident: Incident, by: Person, **seen: object) -> Evidence:
    with scope.school(incident.school_id):
        return evidence.keep(
            incident=incident,
            seen=Seen(seen_at=timezone.now(), **seen),  # type: ignore[arg-type]
            by=by,
            now=timezone.now(),
        )


def test_screenshot_comes_back_byte_for_byte(
    school: School, incident: Incident, head: Person
) -> None:
    client, path = client_of(head), f"/{school.slug}/incidents/{incident.pk}/evidence/"
    file = SimpleUploadedFile("shot.png", screenshot())

    client.post(path, {"words": "Rude", "link": "", "picture": file})
    with scope.school(school.pk):
        kept = Evidence.objects.get()
    answer = client.get(f"{path}{kept.pk}/")

    assert answer.content == screenshot()
    assert answer["Content-Disposition"].startswith("attachment")
    assert screenshot() not in bytes(kept.picture)


def test_keeping_evidence_settles_the_step_that_asks_for_it(
    incident: Incident, head: Person
) -> None:
    keep(incident, head, words="What was written")

    with scope.school(incident.school_id):
        assert incident.steps.get(does="preserve").done_by == head
        assert incident.steps.filter(done_at=None).count() == 6


def test_altered_evidence_shows(school: School, incident: Incident, head: Person) -> None:
    kept = keep(incident, head, words="What was written", link="https://x.com/a/status/1")

    with scope.school(school.pk):
        before = evidence.is_intact(Evidence.objects.select_related("incident").get(pk=kept.pk))
        with as_owner(without_triggers=True):
            run_sql("UPDATE incidents_evidence SET link = '' WHERE id = %s", kept.pk)
        after = evidence.is_intact(Evidence.objects.select_related("incident").get(pk=kept.pk))

    assert (before, after) == (True, False)


def test_digest_can_be_reckoned_by_anybody(incident: Incident) -> None:
    seen = Seen(seen_at=incident.reported_at, words="a", picture=b"b", media_type="image/png")

    told = (
        f'{{"incident": {incident.pk}, "link": "", "media_type": "image/png", '
        f'"picture": "{hashlib.sha256(b"b").hexdigest()}", '
        f'"seen_at": "{seen.seen_at.isoformat()}", "words": "a"}}'
    )

    assert evidence.digest(incident, seen) == hashlib.sha256(told.encode()).hexdigest()


def test_same_thing_is_kept_once(incident: Incident, head: Person) -> None:
    at = timezone.now()
    with scope.school(incident.school_id):
        once = partial(evidence.keep, incident=incident, seen=Seen(at, words="a"), by=head, now=at)
        once()
        with pytest.raises(evidence.KeptAlready):
            once()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.svg", b"<svg onload='alert(1)'/>"), ("a.png", b"not a picture"), ("a.png", b"")],
)
def test_what_is_no_picture_is_refused(
    school: School, incident: Incident, head: Person, name: str, content: bytes
) -> None:
    given = {"words": "kept words", "link": "", "picture": SimpleUploadedFile(name, content)}

    answer = client_of(head).post(f"/{school.slug}/incidents/{incident.pk}/evidence/", given)

    assert answer.status_code == 422
    assert "kept words" in answer.content.decode()
    with scope.school(school.pk):
        assert not Evidence.objects.exists()


def test_nothing_at_all_is_refused(school: School, incident: Incident, head: Person) -> None:
    given = {"words": " ", "link": ""}

    answer = client_of(head).post(f"/{school.slug}/incidents/{incident.pk}/evidence/", given)

    assert (answer.status_code, "Add a link" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE incidents_evidence SET digest = 'x'", "."),
        ("DELETE FROM incidents_evidence", "."),
        ("UPDATE incidents_entry SET reference = 'x'", "."),
        ("DELETE FROM incidents_entry", "."),
        ("DELETE FROM incidents_incident", "never deleted"),
        ("DELETE FROM incidents_incidentstep", "never deleted"),
        ("UPDATE incidents_incident SET reported_at = now()", "stays as it was"),
        (
            (
                "UPDATE incidents_incident SET closed_at = now(), closed_by_id = reported_by_id, "
                "outcome = 'resolved'"
            ),
            "no step is left",
        ),
        ("UPDATE incidents_incident SET outcome = 'resolved'", "incident_closed_by_somebody"),
        ("UPDATE incidents_incident SET severity = 'huge'", "incident_known_severity"),
        ("UPDATE incidents_incidentstep SET words = 'Do nothing'", "settled, and once"),
        ("UPDATE incidents_incidentstep SET result = 'done'", "step_done_by_somebody"),
    ],
)
def test_database_refuses_what_would_rewrite_an_incident(
    incident: Incident, head: Person, statement: str, words: str
) -> None:
    keep(incident, head, words="a")

    with scope.school(incident.school_id), as_owner(), refused(words):
        run_sql(statement)


def test_confidential_stays_confidential_in_the_database(school: School, teacher: Person) -> None:
    incident = reported(school, teacher, "disclosure")

    with scope.school(school.pk), refused("stays so"):
        run_sql("UPDATE incidents_incident SET is_confidential = false WHERE id = %s", incident.pk)


def test_table_for_the_safeguarding_system_holds_no_formula(
    school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher, words="=HYPERLINK(1)")

    answer = client_of(head).post(f"/{school.slug}/incidents/{incident.pk}/export/")

    assert b"'=HYPERLINK(1)" in answer.content
    assert answer["Content-Type"].startswith("text/csv")
