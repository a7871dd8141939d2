"""Faces are found whole and once, near and far, and never in silence given up."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest

from consent.pictures import FaceBox, NotLooked, faces, find_faces, is_same
from tests.consent.pictures.blobs import drawn, red_squares
from tests.fixtures.sandbox import drawn_picture


@pytest.fixture
def finder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "_finder", lambda: red_squares)


@pytest.fixture
def no_finder_yet() -> Iterator[None]:
    faces._finder.cache_clear()
    yield
    faces._finder.cache_clear()


def near(found: FaceBox, wanted: FaceBox) -> bool:
    """Within a stripe and the coarseness of the view from afar."""
    return all(abs(one - other) <= 12 for one, other in zip(found, wanted, strict=True))


def test_small_and_large_faces_are_found_where_they_are(finder: None) -> None:
    small, large = FaceBox(100, 80, 20, 24), FaceBox(900, 300, 600, 700)

    found = find_faces(drawn((2000, 1500), [small, large]))

    assert len(found) == 2
    assert near(found[0], small)
    assert any(near(box, large) for box in found)


def test_face_in_two_tiles_is_one(finder: None) -> None:
    at_the_seam = FaceBox(750, 600, 60, 70)

    found = find_faces(drawn((1500, 1200), [at_the_seam]))

    assert len(found) == 1


def test_specks_are_nobody(finder: None) -> None:
    assert find_faces(drawn((800, 600), [FaceBox(10, 10, 6, 6)])) == []


def test_boxes_stay_inside_the_picture(finder: None) -> None:
    (box,) = find_faces(drawn((400, 300), [FaceBox(340, 200, 60, 100)]))

    assert box.left + box.width <= 400
    assert box.top + box.height <= 300


def test_running_out_of_time_is_said(finder: None) -> None:
    with pytest.raises(NotLooked, match="too long"):
        find_faces(drawn((400, 300), []), seconds=-1)


def test_python_without_a_finder_says_so(
    monkeypatch: pytest.MonkeyPatch, no_finder_yet: None
) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)

    with pytest.raises(NotLooked, match="No finder"):
        find_faces(drawn((400, 300), []))


def test_the_finder_of_the_wheel_finds_nobody_in_a_plain_picture(no_finder_yet: None) -> None:
    pytest.importorskip("yuface")

    assert find_faces(drawn_picture(size=(1200, 900))) == []


def test_nothing_of_a_face_but_its_box_is_passed_on(no_finder_yet: None) -> None:
    class Module:
        def detect(self, pixels: Any, conf: float) -> Any:
            return [93], [(10, 20, 30, 40)], [(11, 21, 12, 22, 13, 23, 14, 24, 15, 25)]

    (found,) = faces._yuface(Module())(None)

    assert found == (0.93, 10, 20, 30, 40)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (FaceBox(12, 12, 40, 40), True),
        (FaceBox(20, 20, 10, 10), True),
        (FaceBox(45, 10, 40, 40), False),
    ],
)
def test_boxes_that_lie_in_one_another_are_one_face(other: FaceBox, same: bool) -> None:
    assert is_same(FaceBox(10, 10, 40, 40), other) is same
