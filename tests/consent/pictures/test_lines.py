"""Pieces of writing in the order in which a person reads them."""

from consent.pictures.lines import Piece, written
from consent.pictures.tiles import Box


def piece(words: str, left: float, top: float, *, high: float = 20, wide: float = 0) -> Piece:
    return Piece(Box(left, top, left + (wide or 10 * len(words)), top + high), words)


def test_words_beside_each_other_are_one_line() -> None:
    assert written([piece("Brown", 75, 102), piece("Amelia", 0, 100)]) == "Amelia Brown"


def test_words_below_each_other_are_two_lines() -> None:
    assert written([piece("Josh", 0, 130), piece("Amelia", 0, 100)]) == "Amelia\nJosh"


def test_labels_far_apart_are_two_lines() -> None:
    assert written([piece("Amelia", 0, 100), piece("Josh", 400, 100)]) == "Amelia\nJosh"


def test_row_is_read_from_the_left_however_it_slopes() -> None:
    assert written([piece("Josh", 0, 103), piece("Rose", 400, 100)]) == "Josh\nRose"


def test_heading_beside_a_small_name_is_a_line_of_its_own() -> None:
    heading = piece("STARS", 0, 80, high=60)

    assert written([heading, piece("Amelia", 60, 110)]) == "STARS\nAmelia"


def test_line_goes_on_over_many_words() -> None:
    words = [piece(word, 70 * number, 100 + number) for number, word in enumerate("ABCDE")]
    close = [
        Piece(Box(a.box.left, a.box.top, a.box.left + 60, a.box.bottom), a.words) for a in words
    ]

    assert written(reversed(close)) == "A B C D E"


def test_part_read_twice_counts_once() -> None:
    whole, part = piece("Amelia-Rose O'Neill", 0, 100), piece("O'NEILL", 120, 101)

    assert written([part, whole]) == "Amelia-Rose O'Neill"


def test_same_words_elsewhere_count_again() -> None:
    assert written([piece("Amelia", 0, 100), piece("Amelia", 0, 300)]) == "Amelia\nAmelia"


def test_nothing_read_is_nothing_written() -> None:
    assert written([]) == ""
