"""The set-up from the first choice to the draft, through its pages."""

import pytest
from django.test import Client

from policy.models import PolicyVersion
from policy.set_up.questions import POINTS
from schoolsocial.accounts.models import Person, School
from tests.cast import client_of, in_scope
from tests.policy.versions import begin, propose
from tests.policy.written import seed

START, POINTS_PAGE = "/st-catherine/policy/set-up/", "/st-catherine/policy/set-up/points/"
WORDING, CHECK = "/st-catherine/policy/set-up/wording/", "/st-catherine/policy/check-wording/"
ORDER = ("recommended-2026", "hunts-cross", "st-catherine-of-siena")
RECOMMENDED = {
    "names": "first-without-photo", "praise": "ask", "exposure": "no-identifiable-face",
    "group": "3", "approvers": "two-for-pupils", "devices": "ask", "training": "needed",
    "hours": "0730-1900", "hashtags": "end-three", "grammar": "note", "mentions": "ask",
    "visibility": "public", "following": "list",
}  # fmt: skip


@pytest.fixture
def leader(school: School, head: Person) -> Client:
    return client_of(head)


def page(client: Client, address: str, **data: str) -> str:
    response = client.post(address, data) if data else client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def draft_of(school: School) -> PolicyVersion:
    with in_scope(school.pk):
        return PolicyVersion.objects.get(school=school)


def texts(version: PolicyVersion) -> list[str]:
    with in_scope(version.school_id):
        return list(version.clauses.order_by("position").values_list("text", flat=True))


def test_start_offers_every_pack_the_recommended_one_first(leader: Client) -> None:
    shown = page(leader, START)

    assert [shown.index(f'value="{slug}"') for slug in ORDER] == sorted(
        shown.index(f'value="{slug}"') for slug in ORDER
    )


def test_pack_becomes_a_draft_and_leads_to_the_questions(leader: Client, school: School) -> None:
    response = leader.post(START, {"pack": "hunts-cross"})

    assert response["Location"] == POINTS_PAGE
    assert (draft_of(school).pack, draft_of(school).state) == ("hunts-cross", "draft")


def test_unknown_pack_is_refused_on_the_page(leader: Client) -> None:
    assert "Select a valid choice" in page(leader, START, pack="nowhere")


def test_questions_show_what_the_draft_says_now(
    leader: Client, school: School, head: Person
) -> None:
    begin(school, head, "st-catherine-of-siena")

    shown = page(leader, POINTS_PAGE)

    assert all(str(point.question) in shown for point in POINTS)
    first = shown.index('value="first" ')
    assert "checked" in shown[first : first + 80]


def test_answers_are_saved_in_the_draft_and_lead_to_the_words(
    leader: Client, school: School, head: Person
) -> None:
    begin(school, head, "recommended-2026")

    response = leader.post(POINTS_PAGE, {**RECOMMENDED, "hours": "any", "revision": "0"})

    assert response["Location"] == WORDING
    assert "Posts may go out at any time." in texts(draft_of(school))


def test_answer_forgotten_keeps_the_others_as_typed(
    leader: Client, school: School, head: Person
) -> None:
    begin(school, head, "recommended-2026")
    given = {**RECOMMENDED, "hours": "any", "revision": "0"}
    del given["grammar"]

    shown = page(leader, POINTS_PAGE, **given)

    assert "Choose an answer." in shown
    chosen = shown.index('name="hours" value="any"')
    assert "checked" in shown[chosen : chosen + 100]


def test_answers_over_somebody_elses_change_are_told(
    leader: Client, school: School, head: Person
) -> None:
    begin(school, head, "recommended-2026")
    given = {**RECOMMENDED, "revision": "0"}
    leader.post(POINTS_PAGE, given)

    assert "Somebody else changed this in the meantime" in page(leader, POINTS_PAGE, **given)


def test_pasted_policy_is_shown_in_clauses_with_remarks_and_not_saved(
    leader: Client, school: School, head: Person
) -> None:
    before = texts(begin(school, head, "recommended-2026"))

    shown = page(leader, WORDING, look="", revision="0", title="Ours", text=seed("hunts-cross"))

    assert "Twitter Etiquette" in shown
    assert "Posts may have 280 characters since 2017, not 140." in shown
    assert "Use these words" in shown
    assert texts(draft_of(school)) == before


def test_pasted_policy_takes_over(leader: Client, school: School, head: Person) -> None:
    begin(school, head, "hunts-cross")

    response = leader.post(
        WORDING, {"use": "", "revision": "0", "title": "Ours", "text": seed("hunts-cross")}
    )

    assert response["Location"] == CHECK
    assert texts(draft_of(school))[0] == "Established: December 2019"
    assert draft_of(school).title == "Ours"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste the text, or keep the words of the draft."),
        (" \u200b ", "There are no words in this text"),
        ("- Be kind.\n" * 301, "This text falls into 301 clauses; a policy has at most 300"),
        ("a" * 120_001, "has at most 120000 characters"),
    ],
    ids=["empty", "invisible", "many", "long"],
)
def test_text_that_is_no_policy_is_refused_and_kept(
    leader: Client, school: School, head: Person, text: str, sentence: str
) -> None:
    begin(school, head)

    shown = page(leader, WORDING, use="", revision="0", title="A title of ours", text=text)

    assert sentence in shown.replace("Ensure this value", "It")
    assert "A title of ours" in shown


def test_words_pasted_over_somebody_elses_change_are_told_and_kept(
    leader: Client, school: School, head: Person
) -> None:
    begin(school, head)

    shown = page(leader, WORDING, use="", revision="7", text="Be very kind.")

    assert "Somebody else changed this in the meantime" in shown
    assert "Be very kind." in shown


def test_check_lists_what_the_draft_leaves_to_settle(
    leader: Client, school: School, head: Person
) -> None:
    begin(school, head, "hunts-cross")

    shown = page(leader, CHECK)

    assert "The handle is spelled 2 ways" in shown or "The handle is spelled 3 ways" in shown
    assert "Open the draft" in shown


def test_check_of_the_recommended_policy_has_nothing_to_remark(
    leader: Client, school: School, head: Person
) -> None:
    begin(school, head, "recommended-2026")

    assert "Nothing to remark" in page(leader, CHECK)


def test_second_version_is_refused_with_a_way_to_the_first(
    leader: Client, school: School, head: Person
) -> None:
    begin(school, head)

    response = leader.post(START, {"pack": "recommended-2026"})

    shown = response.content.decode()
    assert "already being prepared" in shown
    assert POINTS_PAGE in shown
    assert draft_of(school).pack == "hunts-cross"


def test_version_before_the_governors_is_not_set_up_any_more(
    leader: Client, school: School, head: Person
) -> None:
    propose(begin(school, head), head)

    assert leader.get(POINTS_PAGE)["Location"] == START
    assert leader.get(WORDING)["Location"] == START
    shown = page(leader, START)
    assert "Before the governors" in shown
    assert POINTS_PAGE not in shown


@pytest.mark.parametrize("address", [POINTS_PAGE, WORDING, CHECK])
def test_steps_without_a_draft_lead_to_the_beginning(leader: Client, address: str) -> None:
    assert leader.get(address)["Location"] == START


@pytest.mark.parametrize("address", [START, POINTS_PAGE, WORDING, CHECK])
def test_teachers_do_not_set_up_a_policy(school: School, teacher: Person, address: str) -> None:
    assert client_of(teacher).get(address).status_code == 403
