"""The family page behind its door: asking, answering, changing one's mind."""

import pytest
from django.utils import timezone

from consent.actions import campaigns, replies
from consent.actions.replies import Choice
from consent.models import (
    Answer,
    Consent,
    FamilyLink,
    FamilyMessage,
    Guardianship,
    Pupil,
    RegisterChange,
)
from consent.queries import own_answers
from consent.queries.showing import standing_of
from schoolsocial.accounts.models import Person, School
from tests.cast import client_of, in_scope
from tests.consent.campaigning import BORN, given, let_in, link_of, opened
from tests.consent.families import answer, make_guardian, make_pupil


@pytest.fixture
def pupil(school: School) -> Pupil:
    with in_scope(school.pk):
        return make_pupil(school, born_on=BORN)


@pytest.fixture
def link(school: School, office: Person, pupil: Pupil) -> FamilyLink:
    """Held by Amelia's mother, in an open campaign."""
    with in_scope(school.pk):
        guardian = make_guardian(pupil, email="bea@family.example", first=True)
        opened(school, office)
        return link_of(guardian)


def on_record(school: School) -> list[tuple[str, str]]:
    with in_scope(school.pk):
        rows = Consent.objects.order_by("pk")
        return [(row.purpose.code, row.answer) for row in rows.select_related("purpose")]


def test_answers_are_recorded_with_how_they_came(link: FamilyLink, pupil: Pupil) -> None:
    phone = let_in(link)

    response = phone.post("/f/form/", given(pupil, social_media="yes", website="no"), follow=True)

    assert "Your answers are on record." in response.content.decode()
    with in_scope(link.school_id):
        consent = Consent.objects.get(purpose__code="social-media")
        assert (consent.answer, consent.method, consent.recorded_by) == ("yes", "online", None)
        assert consent.parental_responsibility
        assert consent.wording_id == link.campaign.wording_id
        assert consent.language == "en"


def test_nothing_is_ticked_beforehand(link: FamilyLink) -> None:
    page = let_in(link).get("/f/form/").content.decode()

    assert 'type="radio"' in page
    assert "checked" not in page


def test_half_filled_form_keeps_what_was_ticked_and_says_what_is_missing(
    link: FamilyLink, pupil: Pupil
) -> None:
    response = let_in(link).post("/f/form/", given(pupil, social_media="yes"))

    page = response.content.decode()
    assert page.count(" checked") == 1
    assert "Choose one answer." in page
    assert "Please look at these once more: 1." in page
    assert on_record(link.school) == []


def test_yes_with_limits_needs_a_limit(link: FamilyLink, pupil: Pupil) -> None:
    sent = given(pupil, social_media="limited", website="no")

    page = let_in(link).post("/f/form/", sent).content.decode()

    assert "Choose at least one limit" in page
    assert on_record(link.school) == []


def test_limits_are_recorded(link: FamilyLink, pupil: Pupil) -> None:
    sent = given(pupil, social_media="limited", website="no")
    sent[f"limits-{pupil.pk}-social-media"] = ["no-name", "group-only"]

    let_in(link).post("/f/form/", sent)

    with in_scope(link.school_id):
        consent = Consent.objects.get(purpose__code="social-media")
    assert consent.limits == ["group-only", "no-name"]


def test_yes_with_a_ticked_limit_is_asked_about(link: FamilyLink, pupil: Pupil) -> None:
    sent = given(pupil, social_media="yes", website="no")
    sent[f"limits-{pupil.pk}-social-media"] = ["no-name"]

    page = let_in(link).post("/f/form/", sent).content.decode()

    assert "You ticked a limit as well." in page
    assert on_record(link.school) == []


def test_another_language_keeps_what_was_ticked(link: FamilyLink, pupil: Pupil) -> None:
    sent = given(pupil, social_media="no") | {"lang": "pl"}

    page = let_in(link).post("/f/form/", sent).content.decode()

    assert '<html lang="pl" dir="ltr"' in page
    assert page.count(" checked") == 1
    assert "Proszę wybrać jedną odpowiedź." not in page
    assert on_record(link.school) == []


def test_the_same_answers_sent_twice_are_recorded_once(link: FamilyLink, pupil: Pupil) -> None:
    phone, sent = let_in(link), given(pupil, social_media="yes", website="no")
    phone.post("/f/form/", sent)

    with in_scope(link.school_id):
        seen = Consent.objects.latest("pk").pk
    phone.post("/f/form/", sent | {"seen": str(seen)})

    assert len(on_record(link.school)) == 2


def test_second_phone_is_told_that_the_first_was_faster(link: FamilyLink, pupil: Pupil) -> None:
    first, second = let_in(link), let_in(link)
    first.post("/f/form/", given(pupil, social_media="no", website="no"))

    response = second.post("/f/form/", given(pupil, social_media="yes", website="no"))

    page = response.content.decode()
    assert "Meanwhile somebody answered with this link on another phone." in page
    assert "On record now: No" in page
    assert on_record(link.school) == [("social-media", "no"), ("website", "no")]


def test_yes_is_withdrawn_in_one_tap(link: FamilyLink, pupil: Pupil) -> None:
    phone = let_in(link)
    phone.post("/f/form/", given(pupil, social_media="yes", website="yes"))

    response = phone.post(
        "/f/withdraw/", {"pupil": pupil.pk, "purpose": "social-media"}, follow=True
    )

    assert "Changed to No." in response.content.decode()
    with in_scope(link.school_id):
        last = Consent.objects.latest("pk")
        assert (last.answer, last.is_withdrawal, last.recorded_by) == ("no", True, None)
        assert RegisterChange.objects.latest("pk").kind == "withdrawal"
    assert len(on_record(link.school)) == 3


def test_everything_is_withdrawn_in_one_tap(link: FamilyLink, pupil: Pupil) -> None:
    phone = let_in(link)
    phone.post("/f/form/", given(pupil, social_media="yes", website="yes"))

    phone.post("/f/withdraw/")

    assert on_record(link.school)[2:] == [("social-media", "no"), ("website", "no")]


def test_changing_a_yes_to_no_is_a_withdrawal(link: FamilyLink, pupil: Pupil) -> None:
    phone = let_in(link)
    phone.post("/f/form/", given(pupil, social_media="yes", website="no"))
    with in_scope(link.school_id):
        seen = Consent.objects.latest("pk").pk

    phone.post("/f/form/", given(pupil, seen, social_media="no", website="no"))

    with in_scope(link.school_id):
        assert [row.is_withdrawal for row in Consent.objects.order_by("pk")] == [False, False, True]


def test_same_link_shows_what_was_agreed(link: FamilyLink, pupil: Pupil) -> None:
    let_in(link).post("/f/form/", given(pupil, social_media="yes", website="no"))

    page = let_in(link).get("/f/answers/").content.decode()

    assert "Your answers" in page
    assert "Change my answers" in page
    assert "31 August" in page


def test_siblings_have_one_form_and_an_answer_each(school: School, office: Person) -> None:
    with in_scope(school.pk):
        older, younger = make_pupil(school, "Amelia", born_on=BORN), make_pupil(school, "Josh")
        guardian = make_guardian(older, younger, first=True)
        opened(school, office)
        link = link_of(guardian)

    phone = let_in(link)
    sent = given(older, social_media="yes", website="yes")
    phone.post("/f/form/", sent | given(younger, social_media="no", website="no"))

    with in_scope(school.pk):
        assert Consent.objects.filter(pupil=older, answer="yes").count() == 2
        assert Consent.objects.filter(pupil=younger, answer="no").count() == 2


def test_without_parental_responsibility_the_page_says_whom_to_ask(
    link: FamilyLink, pupil: Pupil
) -> None:
    with in_scope(link.school_id):
        phone = let_in(link)
        Guardianship.objects.update(parental_responsibility=False)

    page = phone.post("/f/form/", given(pupil, social_media="yes", website="yes"))

    assert "Please ask the school office" in page.content.decode()
    assert on_record(link.school) == []


@pytest.fixture
def stepchild(link: FamilyLink) -> Pupil:
    """A child in the mother's house for whom she has no parental responsibility."""
    with in_scope(link.school_id):
        child = make_pupil(link.school, "Josh", born_on=BORN)
        Guardianship.objects.create(
            school=link.school,
            pupil=child,
            guardian=link.guardian,
            relationship="step-parent",
            parental_responsibility=False,
        )
        return child


def test_no_of_a_carer_is_heard_and_counts(
    link: FamilyLink, pupil: Pupil, stepchild: Pupil
) -> None:
    with in_scope(link.school_id):
        today, carl = timezone.localdate(), make_guardian(stepchild, name="Carl Brown")
        answer(stepchild, "yes", carl, given_on=today, now=timezone.now())
    phone = let_in(link)
    sent = given(pupil, social_media="yes", website="no") | {f"object-{stepchild.pk}": "on"}

    page = phone.post("/f/form/", sent, follow=True).content.decode()

    assert "Josh" in page
    with in_scope(link.school_id):
        no = Consent.objects.get(pupil=stepchild, purpose__code="social-media", answer="no")
        assert (no.guardian, no.parental_responsibility) == (link.guardian, False)
        assert not standing_of([stepchild.pk], day=today)[stepchild.pk].may_be_shown
    assert "Your no for Josh is on record." in phone.get("/f/form/").content.decode()


def test_yes_of_a_carer_is_not_taken(link: FamilyLink, pupil: Pupil, stepchild: Pupil) -> None:
    sent = given(pupil, social_media="no", website="no")
    sent |= given(stepchild, social_media="yes", website="yes")

    let_in(link).post("/f/form/", sent)

    with in_scope(link.school_id):
        assert not Consent.objects.filter(pupil=stepchild).exists()


def test_yes_of_a_carer_is_not_taken_by_the_action_either(
    link: FamilyLink, pupil: Pupil, stepchild: Pupil
) -> None:
    with in_scope(link.school_id):
        (purpose, *_others) = own_answers.purposes(link.campaign)
        yes = Choice(stepchild, purpose, Answer.YES)
        with pytest.raises(replies.NotTheirs):
            replies.give(link=link, choices=[yes], language="en", seen=0, now=timezone.now())


def test_tick_of_a_carer_stays_while_the_language_changes(
    link: FamilyLink, stepchild: Pupil
) -> None:
    sent = {"seen": "0", f"object-{stepchild.pk}": "on", "lang": "pl"}

    page = let_in(link).post("/f/form/", sent).content.decode()

    assert page.count(" checked") == 1


def test_office_sees_which_carer_said_no(
    link: FamilyLink, pupil: Pupil, stepchild: Pupil, office: Person
) -> None:
    sent = given(pupil, social_media="yes", website="no") | {f"object-{stepchild.pk}": "on"}
    let_in(link).post("/f/form/", sent)
    desk, path = client_of(office), f"/{link.school.slug}/campaigns/{link.campaign_id}/"

    assert "Carers who said no (1)" in desk.get(path).content.decode()

    page = desk.get(f"{path}families/?only=objected").content.decode()
    assert "Bea Brown" in page
    assert f'/consent/pupils/{stepchild.pk}/">Answers for Josh Brown</a>' in page
    assert "Send a link" not in page
    with in_scope(link.school_id):
        for purpose in link.campaign.asked():
            answer(
                stepchild,
                "yes",
                link.guardian,
                purpose=purpose,
                given_on=timezone.localdate(),
                now=timezone.now(),
            )
    assert "Carers who said no" not in desk.get(path).content.decode()


def test_child_of_another_family_cannot_be_answered_for(
    school: School, link: FamilyLink, pupil: Pupil
) -> None:
    with in_scope(school.pk):
        other = make_pupil(school, "Josh", born_on=BORN)
    sent = given(pupil, social_media="no", website="no")

    let_in(link).post("/f/form/", sent | given(other, social_media="yes", website="yes"))

    with in_scope(school.pk):
        assert not Consent.objects.filter(pupil=other).exists()


def test_first_answer_after_the_end_is_refused(
    link: FamilyLink, pupil: Pupil, office: Person
) -> None:
    phone = let_in(link)
    with in_scope(link.school_id):
        campaigns.close(campaign=link.campaign, by=office, now=timezone.now())

    page = phone.post("/f/form/", given(pupil, social_media="yes", website="yes"))

    assert "The time to answer is over" in page.content.decode()
    assert on_record(link.school) == []


def test_consent_can_be_withdrawn_after_the_end(
    link: FamilyLink, pupil: Pupil, office: Person
) -> None:
    phone = let_in(link)
    phone.post("/f/form/", given(pupil, social_media="yes", website="no"))
    with in_scope(link.school_id):
        campaigns.close(campaign=link.campaign, by=office, now=timezone.now())

    phone.post("/f/withdraw/")

    assert on_record(link.school)[-1] == ("social-media", "no")


def test_receipt_is_queued_once_answers_are_given(link: FamilyLink, pupil: Pupil) -> None:
    let_in(link).post("/f/form/", given(pupil, social_media="yes", website="no"))

    with in_scope(link.school_id):
        assert FamilyMessage.objects.filter(kind="receipt", link=link).count() == 1


def test_several_changes_make_one_receipt(link: FamilyLink, pupil: Pupil) -> None:
    phone = let_in(link)
    phone.post("/f/form/", given(pupil, social_media="yes", website="yes"))

    for purpose in ("social-media", "website"):
        phone.post("/f/withdraw/", {"pupil": pupil.pk, "purpose": purpose})

    with in_scope(link.school_id):
        assert FamilyMessage.objects.filter(kind="receipt").count() == 1


def test_schools_own_words_stay_english_and_are_marked_so(
    school: School, office: Person, pupil: Pupil
) -> None:
    with in_scope(school.pk):
        guardian = make_guardian(pupil, first=True, language="ur")
        questions = {"social-media": "Happy for us to tweet your child?", "website": "Web?"}
        opened(school, office, questions=questions, addition="The summer play is filmed.")
        link = link_of(guardian)

    page = let_in(link).get("/f/form/").content.decode()

    assert '<html lang="ur" dir="rtl"' in page
    assert 'lang="en" dir="ltr">Happy for us to tweet your child?' in page
    assert '<div lang="en" dir="ltr"><p>The summer play is filmed.</p></div>' in page


def test_usual_questions_are_translated_and_the_page_says_by_whom(
    school: School, office: Person, pupil: Pupil
) -> None:
    with in_scope(school.pk):
        guardian = make_guardian(pupil, first=True, language="pl-PL")
        opened(school, office)
        link = link_of(guardian)

    page = let_in(link).get("/f/form/").content.decode()

    assert "Czy możemy pokazywać Państwa dziecko w mediach społecznościowych szkoły?" in page
    assert "Przetłumaczone maszynowo, jeszcze niesprawdzone przez człowieka." in page
    assert "Read it in English" in page


def test_page_carries_no_script_and_no_staff_navigation(link: FamilyLink) -> None:
    page = let_in(link).get("/f/form/").content.decode()

    assert "<script" not in page
    assert "frame-navigation" not in page
