"""Letters and log sheets are filled with what the incident knows, and are never sent."""

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from moderation.incidents import letters
from moderation.incidents.models import OwnLetter
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.documents import reading
from tests.incidents.telling import reported


@pytest.mark.parametrize("code", list(letters.shipped()))
def test_every_shipped_letter_asks_only_for_what_can_be_filled(code: str) -> None:
    letters.refuse_unknown(letters.shipped()[code].words)


@given(name=st.sampled_from(sorted(letters.NAMES)), value=st.text(max_size=40))
def test_what_is_filled_in_is_never_looked_at_again(name: str, value: str) -> None:
    words = f"Dear {{{name}}}, {{due}}"

    filled = letters.filled(words, {name: value, "due": "{writer}", "writer": "Nobody"})

    known = "{writer}" if name == "due" else "Nobody" if name == "writer" else value
    assert filled == f"Dear {known or letters.LINE}, {{writer}}"


def test_what_is_not_known_is_a_line_to_write_on() -> None:
    assert letters.filled("By {due}", {"due": ""}) == f"By {letters.LINE}"


def test_acknowledgement_of_a_complaint_knows_its_dates_and_leaves_the_rest(
    school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher, "complaint", words="CANARY")

    answer = client_of(head).post(
        f"/{school.slug}/incidents/{incident.pk}/letter/", {"code": "complaint"}
    )

    page = answer.content.decode()
    assert f"incident {incident.pk}" in page
    assert "by law" not in page
    assert head.name in page
    assert "CANARY" not in page
    assert mail.outbox == []
    with scope.school(school.pk):
        assert not Letter.objects.filter(kind__contains="letter").exists()
        assert incident.entries.filter(kind="letter", what="complaint", by=head).exists()
        assert Event.objects.filter(verb="incident.read", actor_id=head.pk).exists()


def test_a_school_writes_its_own_words_and_goes_back(school: School, head: Person) -> None:
    client, path = client_of(head), f"/{school.slug}/incidents/letters/words/?letter=parent"

    client.post(path, {"words": "Dear all,\r\n{school}"})
    changed = client.get(path).content.decode()
    client.post(f"/{school.slug}/incidents/letters/restore/", {"letter": "parent"})

    assert "Dear all," in changed
    with scope.school(school.pk):
        assert not OwnLetter.objects.exists()
        assert Event.objects.filter(verb__startswith="incident.letter_").count() == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Dear {pupil}", "Nobody can fill in {pupil}"),
        ("", "A letter has words."),
        ("x" * 6001, "at most 6000"),
    ],
)
def test_words_nobody_can_fill_are_refused_and_kept_on_the_page(
    school: School, head: Person, words: str, sentence: str
) -> None:
    path = f"/{school.slug}/incidents/letters/words/?letter=parent"

    answer = client_of(head).post(path, {"words": words})

    page = answer.content.decode()
    assert (answer.status_code, sentence in page) == (422, True)
    assert words in page
    with scope.school(school.pk):
        assert not OwnLetter.objects.exists()


def test_letter_of_a_confidential_incident_is_not_there_for_others(
    school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher, "disclosure")

    path = f"/{school.slug}/incidents/{incident.pk}/letter/"
    assert client_of(head).post(path, {"code": "lado"}).status_code == 404


def test_letter_as_its_writer_made_it_is_a_pdf_kept_nowhere(
    school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher, "complaint")
    path = f"/{school.slug}/incidents/{incident.pk}/letter/pdf/"

    answer = client_of(head).post(path, {"code": "complaint", "words": "Dear *Ms*,\r\n\r\nSo"})

    assert answer["Content-Type"] == "application/pdf"
    assert "Dear*Ms*,So" in reading.words(answer.content)
    with scope.school(school.pk):
        assert incident.entries.get(kind="exported").what == "letter"
        assert Event.objects.filter(verb="incident.exported", actor_id=head.pk).exists()


@pytest.mark.parametrize("words", ["", "   ", "a" * 12_001])
def test_letter_that_cannot_be_one_keeps_what_was_typed(
    school: School, teacher: Person, head: Person, words: str
) -> None:
    incident = reported(school, teacher, "complaint")
    path = f"/{school.slug}/incidents/{incident.pk}/letter/pdf/"

    answer = client_of(head).post(path, {"code": "complaint", "words": words})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    with scope.school(school.pk):
        assert not incident.entries.filter(kind="exported").exists()


def test_letter_nobody_knows_leads_back(school: School, teacher: Person, head: Person) -> None:
    incident = reported(school, teacher, "complaint")
    path = f"/{school.slug}/incidents/{incident.pk}/"

    answer = client_of(head).post(f"{path}letter/pdf/", {"code": "poem", "words": "Roses"})

    assert (answer.status_code, answer["Location"]) == (302, path)
