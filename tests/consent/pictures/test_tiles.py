"""Tiles cover the picture, overlap, and what they find twice counts once."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.pictures.tiles import (
    OVERLAP,
    SIDE,
    Box,
    Corner,
    Outline,
    each_once,
    is_cut,
    tiles,
)

SIDES = st.integers(1, 2_000)


def outline(left: float, top: float, right: float, bottom: float) -> Outline:
    corners = (Corner(left, top), Corner(right, top), Corner(right, bottom), Corner(left, bottom))
    return Outline(corners)


@given(width=SIDES, height=SIDES)
def test_tiles_are_small_and_cover_every_corner_of_the_picture(width: int, height: int) -> None:
    found = tiles(width, height)

    assert len(found) <= 9
    assert all(tile.right - tile.left <= SIDE + 1 for tile in found)
    assert all(tile.bottom - tile.top <= SIDE + 1 for tile in found)
    assert all(0 <= tile.left < tile.right <= width for tile in found)
    assert all(0 <= tile.top < tile.bottom <= height for tile in found)
    assert {0, width} <= {edge for tile in found for edge in (tile.left, tile.right)}
    assert {0, height} <= {edge for tile in found for edge in (tile.top, tile.bottom)}


@given(width=st.integers(SIDE + 1, 2_000))
def test_neighbouring_tiles_overlap(width: int) -> None:
    spans = sorted({(tile.left, tile.right) for tile in tiles(width, 500)})

    assert all(before[1] - after[0] >= OVERLAP - 1 for before, after in itertools.pairwise(spans))


def test_small_picture_is_one_tile() -> None:
    assert tiles(800, 600) == [Box(0, 0, 800, 600)]


@pytest.mark.parametrize(
    ("box", "cut"),
    [
        (Box(900, 50, 1_100, 80), True),
        (Box(0, 50, 100, 80), False),
        (Box(500, 840, 600, 850), True),
        (Box(500, 0, 600, 30), False),
        (Box(500, 300, 600, 330), False),
    ],
)
def test_box_is_cut_only_where_the_picture_goes_on(box: Box, cut: bool) -> None:
    assert is_cut(box, Box(0, 0, 1_100, 850), 2_000, 1_500) is cut


def test_what_others_cover_is_left_out() -> None:
    whole, twin = outline(100, 100, 300, 140), outline(102, 101, 299, 139)
    other = outline(100, 200, 300, 240)

    assert each_once([whole, twin, other]) == [whole, other]


def test_line_longer_than_two_pieces_stays_where_they_cover_little_of_it() -> None:
    word, line = outline(700, 100, 900, 140), outline(100, 100, 900, 140)

    assert each_once([word, line]) == [word, line]


def test_outline_found_in_a_tile_is_placed_in_the_picture() -> None:
    placed = outline(10, 20, 30, 40).placed(scale=2, left=900, top=100)

    assert placed.box == Box(920, 140, 960, 180)


def test_size_of_slanting_writing_is_its_own() -> None:
    slanting = Outline((Corner(0, 30), Corner(40, 0), Corner(46, 8), Corner(6, 38)))

    assert (slanting.width, slanting.height) == (50, 10)
