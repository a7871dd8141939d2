"""How a post is shown before it goes out: length, cost, what X will colour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.drafts.presenters import preview
from moderation.drafts.presenters.preview import Piece


@pytest.mark.parametrize(
    ("text", "figures", "state", "spoken"),
    [
        ("", "0 of 280", "fits", "280 characters left."),
        ("a" * 259, "259 of 280", "fits", "21 characters left."),
        ("a" * 260, "260 of 280", "near", "20 characters left."),
        ("a" * 280, "280 of 280", "near", "0 characters left."),
        ("a" * 281, "281 of 280", "over", "1 character too many."),
        ("👍" * 140, "280 of 280", "near", "0 characters left."),
    ],
)
def test_count_is_what_x_counts(text: str, figures: str, state: str, spoken: str) -> None:
    count = preview.count(text, 280)

    assert (count.figures, count.state, count.spoken) == (figures, state, spoken)


def test_count_of_far_too_much_is_told_without_counting() -> None:
    count = preview.count("a." * 100_000, 280)

    assert count.state == "over"
    assert count.figures == "200,000 characters: far more than the 280 allowed"


def test_links_hashtags_and_handles_are_coloured() -> None:
    found = preview.pieces("See example.org, #Beans and @StCaths, not a@b or C#.")

    assert [piece for piece in found if piece.kind] == [
        Piece("example.org", "link"),
        Piece("#Beans", "tag"),
        Piece("@StCaths", "tag"),
    ]


def test_mark_inside_a_link_belongs_to_the_link() -> None:
    found = preview.pieces("https://example.org/page#beans")

    assert found == (Piece("https://example.org/page#beans", "link"),)


@given(st.text(max_size=200))
def test_pieces_lose_no_letter(text: str) -> None:
    assert "".join(piece.text for piece in preview.pieces(text)) == text


def test_link_is_named_as_what_makes_it_dear() -> None:
    plain, linked = preview.cost_of("Beans", 0), preview.cost_of("Beans example.org", 0)

    assert plain == "Costs about 1.5 US cents of X credit."
    assert linked == ("Costs about 20.0 US cents of X credit, because of the link; without it 1.5.")
