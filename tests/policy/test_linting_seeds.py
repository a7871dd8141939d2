"""On both schools' own texts the checks find every known defect."""

from policy.linting import Remark, lint
from tests.policy.written import pasted

HUNTS_CROSS = "Hunts Cross Primary school"
ST_CATHERINE = "St Catherine of Siena Catholic Primary School"


def remarks(slug: str, school: str) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = {}
    for remark in lint(pasted(slug, school)):
        found.setdefault(remark.kind, []).append(remark)
    return found


def test_hunts_cross_has_two_review_dates_both_past() -> None:
    messages = [r.message for r in remarks("hunts-cross", HUNTS_CROSS)["review-dates"]]

    assert messages == [
        "The review date, January 2022, is past.",
        "The review date, December 2021, is past.",
        "The policy gives 2 review dates: “January 2022” and “December 2021”.",
    ]


def test_hunts_cross_spells_its_handle_three_ways() -> None:
    (remark,) = remarks("hunts-cross", HUNTS_CROSS)["handle-spellings"]

    assert remark.message == (
        "The handle is spelled 3 ways: “@HuntsCrossPri”, “@Huntscross Pri” and “@HuntscrossPri”."
    )


def test_hunts_cross_speaks_of_140_characters_and_no_age_restrictions() -> None:
    found = remarks("hunts-cross", HUNTS_CROSS)

    assert "140 characters" in found["old-length"][0].quote
    assert "no age restrictions" in found["no-age-limit"][0].quote
    assert found["old-length"][0].clause == found["no-age-limit"][0].clause


def test_hunts_cross_is_loose_about_consent_and_names() -> None:
    found = remarks("hunts-cross", HUNTS_CROSS)

    assert "aim to follow these wishes" in found["wishes-only-aimed-at"][0].quote
    assert "home-school agreement" in found["bundled-consent"][0].quote
    assert "names without a picture are not mentioned" in found["names-without-pictures"][0].message
    assert [r.quote[:24] for r in found["placeholders"]] == [
        "The school name account ",
        "Tweets sent by school na",
    ]


def test_st_catherine_allows_first_names_yet_forbids_praise() -> None:
    (remark,) = remarks("st-catherine-of-siena", ST_CATHERINE)["names-and-praise"]

    assert remark.message.startswith("First names are allowed (clause 3.6), yet praise")
    assert remark.quote.startswith("individually targeted content")
    assert remark.quote.endswith("e.g. “Well done Josh a better lesson today”.")


def test_st_catherine_ran_until_2021() -> None:
    (remark,) = remarks("st-catherine-of-siena", ST_CATHERINE)["review-dates"]

    assert "until 2021" in remark.message


def test_st_catherine_spells_its_own_name_four_ways() -> None:
    (remark,) = remarks("st-catherine-of-siena", ST_CATHERINE)["school-spellings"]

    assert "“S Catherine of Siena”" in remark.message
    assert "“St Catherin of Siena”" in remark.message


def test_st_catherine_links_to_an_old_address() -> None:
    (remark,) = remarks("st-catherine-of-siena", ST_CATHERINE)["old-links"]

    assert "support.twitter.com" in remark.quote


def test_both_speak_of_twitter_only() -> None:
    assert "twitter-not-x" in remarks("hunts-cross", HUNTS_CROSS)
    assert "twitter-not-x" in remarks("st-catherine-of-siena", ST_CATHERINE)


def test_clean_points_are_left_alone() -> None:
    catherine = remarks("st-catherine-of-siena", ST_CATHERINE)

    assert catherine.keys().isdisjoint({"handle-spellings", "old-length", "data-protection-act"})
    assert "opt-out-consent" not in remarks("hunts-cross", HUNTS_CROSS)
