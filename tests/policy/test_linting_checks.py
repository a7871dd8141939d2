"""Each check of a written policy: what it remarks upon, and what it leaves alone."""

import pytest

from policy.linting import CHECKS, TITLES, lint
from tests.policy.written import document

BY_ID = {check.ID: check for check in CHECKS}
SAID = {
    "old-length": [
        "Thoughts and ideas within 140 characters.",
        "A tweet is a 140-character message.",
    ],
    "no-age-limit": [
        "Twitter currently has no age restrictions for its use.",
        "There is no minimum age.",
        "It does not have any age limit.",
    ],
    "data-protection-act": [
        "Photos are kept under the Data Protection Act 1998.",
        "See the Data Protection Act (1998).",
        "See the DPA 1998.",
    ],
    "opt-out-consent": [
        "Parents may opt out of photographs.",
        "Consent is assumed for all pupils.",
        "We will use photos of pupils unless parents tell us otherwise.",
        "No reply will be taken as consent.",
        "Parents who do not want their child photographed should inform the office.",
    ],
    "bundled-consent": ["The permissions include X (this is part of the home-school agreement)."],
    "wishes-only-aimed-at": [
        "Where parents refuse a photo, we will aim to follow these wishes.",
        "We will respect consent wherever possible.",
    ],
    "placeholders": [
        "Tweets sent by school name will adhere to this list.",
        "Ask [insert name of head].",
        "The school name account is used by teachers.",
    ],
    "twitter-not-x": ["We use Twitter to share news."],
    "old-links": [
        "See https://support.twitter.com/groups/33.",
        "See www.thinkuknow.co.uk for advice.",
        "See http://www.school.example/policies.",
    ],
    "names-without-pictures": ["No names of pupils will be used alongside any pictures of pupils."],
    "review-dates": [
        "Date for review: December 2021",
        "To be reviewed on 1 September 2025.",
        "Next review: 01/09/2025",
        "Review: 2021",
        "2019 - 2021",
        "The policy is kept in the office.",
    ],
    "handle-spellings": [
        "Follow @OakPrimary and @Oakprimary.",
        "Follow @OakPrimary or @Oak Primary.",
    ],
    "school-spellings": ["At St Catherine of Siena School. At S Catherine of Siena."],
    "names-and-praise": [
        "We only use pupils' first names. Individually targeted content will not be posted.",
        "First names may be used. Staff never single out an individual for praise.",
    ],
}
LEFT_ALONE = {
    "old-length": ["A post has 280 characters, no longer 140.", "We have 140 pupils of character."],
    "no-age-limit": ["X has an age limit of 13.", "There are age restrictions."],
    "data-protection-act": [
        "The Data Protection Act 2018 replaced the Data Protection Act 1998.",
        "Founded in 1998. We follow the Data Protection Act 2018.",
    ],
    "opt-out-consent": [
        "No reply counts as no, and consent is never assumed.",
        "We ask every family for consent each September.",
        "Unless it rains, we meet outside.",
    ],
    "bundled-consent": ["Consent for social media is a question of its own."],
    "wishes-only-aimed-at": ["We follow a refusal, always.", "We aim to keep replies short."],
    "placeholders": ["The school's name is written in full.", "The school names nobody."],
    "twitter-not-x": ["We use X (formerly Twitter).", "We post on X.", "X-rays."],
    "old-links": ["See https://www.gov.uk/guidance.", "See help.x.com."],
    "names-without-pictures": [
        "No names of pupils stand beside pictures. First names are used where there is none.",
        "We follow the consent list.",
    ],
    "review-dates": [
        "Date for review: December 2027",
        "The governors review this policy every year.",
        "Reviewed annually by the governing body.",
    ],
    "handle-spellings": ["Follow @OakPrimary. @OakPrimary is ours.", "office@oak.example"],
    "school-spellings": [
        "Oak Hill Primary School. Oak Hill's pupils. OAK HILL.",
        "Elm Park is near Oak Hill School.",
    ],
    "names-and-praise": [
        "We never use surnames. Individually targeted content will not be posted.",
        "First names may be used where there is no photo.",
    ],
}


@pytest.mark.parametrize(
    ("check", "text"), [(k, text) for k, some in SAID.items() for text in some]
)
def test_check_remarks_upon(check: str, text: str) -> None:
    remarks = list(BY_ID[check].check(document(text)))

    assert len(remarks) == 1
    assert remarks[0].kind == check
    assert remarks[0].message
    assert remarks[0].remedy


@pytest.mark.parametrize(
    ("check", "text"), [(k, text) for k, some in LEFT_ALONE.items() for text in some]
)
def test_check_leaves_alone(check: str, text: str) -> None:
    assert list(BY_ID[check].check(document(text))) == []


def test_every_check_is_tried_both_ways() -> None:
    both_ways = SAID.keys() & LEFT_ALONE.keys()

    assert set(BY_ID) - both_ways == {"missing-topics"}
    assert all(TITLES[check] for check in BY_ID)


def test_remark_points_at_clause_and_words() -> None:
    (remark,) = BY_ID["old-length"].check(document("Be kind.", "At most **140 characters**. Yes."))

    assert (remark.clause, remark.quote) == ("1.2", "At most 140 characters.")


def test_two_review_dates_are_said_to_disagree() -> None:
    remarks = list(
        BY_ID["review-dates"].check(document("Review: May 2027", "Date for review: June 2027"))
    )

    assert [remark.message for remark in remarks] == [
        "The policy gives 2 review dates: “May 2027” and “June 2027”."
    ]


def test_same_review_date_twice_is_no_contradiction() -> None:
    remarks = BY_ID["review-dates"].check(document("Review: May 2027", "Date for review: May 2027"))

    assert list(remarks) == []


def test_review_date_counts_to_the_end_of_its_month() -> None:
    assert list(BY_ID["review-dates"].check(document("Review: November 2026"))) == []


def test_impossible_review_date_is_no_date() -> None:
    (remark,) = BY_ID["review-dates"].check(document("Next review: 31/02/2027"))

    assert remark.message == "The policy does not say when it is reviewed."


def test_handle_is_compared_with_the_schools_own() -> None:
    (remark,) = BY_ID["handle-spellings"].check(
        document("Follow @OakPrimry.", handle="@OakPrimary")
    )

    assert remark.message == "This is not quite the school’s handle, @OakPrimary."
    assert remark.quote == "@OakPrimry"


def test_other_handles_are_nobodys_misspelling() -> None:
    found = BY_ID["handle-spellings"].check(document("See @BBCBreaking.", handle="OakPrimary"))

    assert list(found) == []


def test_school_name_is_compared_with_the_registered_one() -> None:
    (remark,) = BY_ID["school-spellings"].check(
        document("At Oak Hil we read. At Oak Hill we sing.", school="Oak Hill Primary School")
    )

    assert remark.message == "The school’s name is spelled 2 ways: “Oak Hil” and “Oak Hill”."
    assert (remark.clause, remark.quote) == ("1.1", "Oak Hil")


def test_missing_topics_are_named_one_by_one() -> None:
    messages = [r.message for r in BY_ID["missing-topics"].check(document("Be kind."))]

    assert "No clause speaks of copyright." in messages
    assert len(messages) > 10


def test_topic_that_is_mentioned_is_not_missing() -> None:
    found = BY_ID["missing-topics"].check(document("Pictures respect copyright."))

    assert "No clause speaks of copyright." not in [remark.message for remark in found]


def test_one_check_does_not_bury_the_others() -> None:
    remarks = lint(document(*["At most 140 characters."] * 50))

    assert sum(remark.kind == "old-length" for remark in remarks) == 20


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["The Of the ", "names with ", "@ab cd ", "review 2021 ", "a.", " "]
)
def test_hostile_text_is_answered(piece: str) -> None:
    lint(document((piece * 120_000)[:120_000], school="St Catherine of Siena", handle="abcd"))
