"""Anybody in school reports in a minute; who looks after it is told that there is one."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from moderation.incidents import words as incident_words
from moderation.incidents.actions import reporting
from moderation.incidents.models import Entry, Evidence
from moderation.incidents.playbook import shipped
from schoolsocial.accounts.models import Letter, Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import client_of, make_person, run_sql
from tests.incidents.telling import WORDS, now_of, reported
from tests.incidents.test_evidence import screenshot

FORM = {"category": "offensive", "words": WORDS, "link": "", "handle": ""}


def letters(school: School) -> set[tuple[str, str]]:
    with scope.school(school.pk):
        return set(Letter.objects.filter(kind__startswith="incident").values_list("to", "kind"))


def test_report_opens_an_incident_with_the_steps_of_its_kind(
    school: School, teacher: Person
) -> None:
    incident = reported(school, teacher)

    with scope.school(school.pk):
        does = list(incident.steps.order_by("position").values_list("does", flat=True))
        assert does == [step.does for step in shipped()["offensive"].steps]
        first = incident.steps.order_by("position")[0]
        assert first.due_at == incident.reported_at + timedelta(hours=1)


def test_words_are_sealed_at_rest_and_nowhere_else(school: School, teacher: Person) -> None:
    incident = reported(school, teacher)

    with scope.school(school.pk):
        ((sealed,),) = run_sql(
            "SELECT words FROM incidents_entry WHERE incident_id = %s", incident.pk
        )
        assert b"rude" not in bytes(sealed)
        event = Event.objects.get(verb="incident.reported")
        assert "rude" not in str(event.payload)


def test_mail_goes_to_leaders_and_names_nothing(
    school: School, teacher: Person, head: Person, dsl: Person
) -> None:
    reported(school, teacher, "offensive")

    assert letters(school) == {
        (head.email, "incident-reported"),
        (dsl.email, "incident-reported"),
    }


def test_confidential_report_tells_the_safeguarding_lead_and_the_head_alone(
    school: School, teacher: Person, dsl: Person
) -> None:
    deputy, head = make_person(school, Role.SLT), make_person(school, Role.SLT)
    with scope.school(school.pk):
        Membership.objects.filter(person=head).update(post=Membership.Post.HEAD)

    reported(school, teacher, "disclosure")

    told = {to for to, _ in letters(school)}
    assert told == {dsl.email, head.email}
    assert deputy.email not in told


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"category": ""}, "Choose what comes nearest"),
        ({"words": "   "}, "Say in a few words what happened."),
        ({"link": "javascript:alert(1)"}, "That is no link to X"),
        ({"link": "https://x.example/a"}, "That is no link to X"),
        ({"handle": "two words"}, "A name on X has up to 15 letters"),
    ],
)
def test_bad_report_is_explained_and_kept(
    school: School, teacher: Person, change: dict[str, str], sentence: str
) -> None:
    answer = client_of(teacher).post(f"/{school.slug}/incidents/report/", FORM | change)

    page = answer.content.decode()
    assert (answer.status_code, sentence in page) == (422, True)
    assert change.get("words", WORDS).strip() in page
    with scope.school(school.pk):
        assert not Entry.objects.exists()


def test_reporter_sees_that_it_is_settled_and_nothing_else(
    school: School, teacher: Person, head: Person
) -> None:
    client = client_of(teacher)
    client.post(f"/{school.slug}/incidents/report/", FORM)

    page = client.get(f"/{school.slug}/incidents/report/").content.decode()

    assert "Being looked after" in page
    assert client.get(f"/{school.slug}/incidents/").status_code == 403


def test_governor_reports_nothing(school: School, governor: Person) -> None:
    assert client_of(governor).get(f"/{school.slug}/incidents/report/").status_code == 403


def test_unknown_kind_is_refused(school: School, teacher: Person) -> None:
    with pytest.raises(reporting.UnknownKind):
        reported(school, teacher, "gossip")


def test_software_may_report(school: School, head: Person) -> None:
    incident = reported(school, None, "outside")

    assert now_of(incident).reported_by is None


def test_report_in_a_minute_keeps_what_was_copied_and_photographed(
    school: School, teacher: Person
) -> None:
    link = "https://x.com/Rude_One/status/1860000000000000001"
    file = SimpleUploadedFile("shot.png", screenshot())
    given = FORM | {"link": link, "copied": "You are useless", "picture": file}

    answer = client_of(teacher).post(f"/{school.slug}/incidents/report/", given)

    assert answer.status_code == 302
    with scope.school(school.pk):
        kept = Evidence.objects.select_related("incident").get()
        assert incident_words.unseal(kept.incident, kept.words) == "You are useless"
        assert incident_words.unseal_picture(kept.incident, kept.picture) == screenshot()
        assert (kept.link, kept.by) == (link, teacher)
        assert kept.incident.steps.get(does="preserve").done_by == teacher


def test_report_with_a_file_that_is_no_picture_keeps_what_was_typed(
    school: School, teacher: Person
) -> None:
    given = FORM | {"picture": SimpleUploadedFile("shot.png", b"no picture")}

    answer = client_of(teacher).post(f"/{school.slug}/incidents/report/", given)

    page = answer.content.decode()
    assert (answer.status_code, "no PNG or JPEG picture" in page, WORDS in page) == (
        422,
        True,
        True,
    )
    with scope.school(school.pk):
        assert not Entry.objects.exists()
