"""A pasted policy falls into numbered clauses, and no word of it is lost."""

import re

import pytest

from policy.set_up.pasting import MAX_PASTED, split
from tests.policy.written import seed


def rows(text: str) -> list[tuple[str, str, str]]:
    return [(clause.number, clause.heading, clause.text) for clause in split(text)]


def test_nothing_gives_nothing() -> None:
    assert split(" \n\n ") == ()


def test_paragraphs_under_headings_are_numbered() -> None:
    text = "Aims:\nWe share news.\nWe are kind.\n\nPhotos\nWe show groups."

    assert rows(text) == [
        ("1.1", "Aims", "We share news."),
        ("1.2", "Aims", "We are kind."),
        ("2.1", "Photos", "We show groups."),
    ]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "· ", "1) ", "a) ", "(b) ", "3. "])
def test_bullets_become_clauses_without_their_marks(mark: str) -> None:
    assert rows(f"Aims\n{mark}We share news.") == [("1.1", "Aims", "We share news.")]


def test_own_numbers_are_kept_where_they_fit() -> None:
    text = "3. Photos\n3.1 We show groups.\n3.4 We ask first.\nWe blur faces."

    assert [number for number, _, _ in rows(text)] == ["3.1", "3.4", "3.5"]


def test_number_given_twice_is_counted_on() -> None:
    numbers = [number for number, _, _ in rows("1. Aims\n1.1 One thing.\n1.1 Another thing.")]

    assert numbers == ["1.1", "1.2"]


def test_markdown_headings_are_headings() -> None:
    assert rows("## 2. Our rules\nBe kind.") == [("2.1", "Our rules", "Be kind.")]


def test_bold_line_is_a_heading() -> None:
    assert rows("**Our rules**\nBe kind.") == [("1.1", "Our rules", "Be kind.")]


def test_lines_broken_by_the_page_are_joined() -> None:
    text = (
        "Aims\nShould this happen, the staff are to block the pupil and inform a member of the\n"
        "SLT at their earliest convenience.\nWe are kind."
    )

    assert [each[2] for each in rows(text)] == [
        " ".join(text.split("\n")[1:3]),
        "We are kind.",
    ]


def test_line_in_small_letters_goes_on_the_line_before() -> None:
    assert rows("Users will be\nblocked.") == [("1.1", "", "Users will be blocked.")]


def test_headings_in_a_row_are_joined() -> None:
    assert rows("Oak Primary\nOur Policy\nBe kind.")[0][1] == "Oak Primary – Our Policy"


def test_headings_that_do_not_fit_become_clauses() -> None:
    found = rows("\n".join(["Oak Primary School Policy"] * 9) + "\nBe kind.")

    assert [text for _, _, text in found] == ["Oak Primary School Policy"] * 5 + ["Be kind."]
    assert len(found[-1][1]) <= 120


def test_heading_of_one_endless_word_is_a_clause() -> None:
    assert [(heading, text) for _, heading, text in rows(f"{'A' * 130}\nBe kind.")] == [
        ("", "A" * 130 + " Be kind."),
    ]


def test_text_of_headings_only_becomes_clauses() -> None:
    assert [each[2] for each in rows("Be kind\nBe safe")] == ["Be kind", "Be safe"]


def test_question_is_a_heading_but_a_paragraph_with_a_question_is_not() -> None:
    text = "Who can follow us?\nAnyone can. Why not?"

    assert rows(text) == [("1.1", "Who can follow us?", "Anyone can. Why not?")]


@pytest.mark.parametrize("slug", ["hunts-cross", "st-catherine-of-siena"])
def test_no_word_of_a_schools_policy_is_lost(slug: str) -> None:
    text = seed(slug)
    clauses = split(text)
    kept = " ".join({f"{c.heading} ": None for c in clauses}) + " ".join(c.text for c in clauses)

    lost = set(re.findall(r"[A-Za-z]{2,}", text)) - set(re.findall(r"[A-Za-z]{2,}", kept))

    assert lost == {"bookmark", "GoBack"} & lost


def test_st_catherines_sections_are_found() -> None:
    headings = list(dict.fromkeys(c.heading for c in split(seed("st-catherine-of-siena"))))

    assert headings == [
        "Twitter Usage Policy",
        "Aims of Using Twitter",
        "The St Catherine of Siena School Twitter accounts will",
        "Senior Leadership will be responsible for",
        "All school staff will ensure that",
        "What is inappropriate content and referencing and how will it be dealt with?",
    ]


def test_marks_left_open_are_read_to_the_end() -> None:
    clauses = split("[bookmark: " * (MAX_PASTED // 11) + "the end")

    assert clauses[-1].text.endswith("the end")
