"""A finding about a part of a picture is drawn over it, and said in words."""

import pytest
from django.template.loader import render_to_string

from consent.models import Search
from consent.queries.accounted import Account
from moderation.drafts.checks import CheckedFinding
from moderation.drafts.models import Post
from moderation.drafts.presenters import photo_cards, regions
from moderation.drafts.presenters.advice import Advised
from moderation.drafts.presenters.photo_cards import Card
from moderation.drafts.presenters.typed import Typed
from moderation.drafts.questions import PhotoQuestions
from policy.engine import RuleSet, RuleSetting, check
from policy.facts import Face, Facts, PhotoFacts
from policy.findings import Region, Severity
from policy.roll import Roll
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.posts import make_post

NOBODY = Account(Search.DONE)
FACE = Region(0.7, 0.1, 0.2, 0.25)


@pytest.fixture
def card(school: School, teacher: Person) -> Card:
    """A photo in which nobody has said whose face one of them is."""
    post: Post = make_post(school, teacher, photos=[("Hands in the soil", True)])
    ruleset = RuleSet("Policy", 1, (RuleSetting("faces-unaccounted", Severity.BLOCK, "1", ""),))
    photo = PhotoFacts(1, "Hands in the soil", shows_pupils=True, faces=(Face(FACE),))
    facts = Facts(text=post.text, photos=(photo,), roll=Roll(), account_handle="school")
    checked = tuple(CheckedFinding(finding, None) for finding in check(facts, ruleset))
    with scope.school(school.pk):
        row = post.post_photos.select_related("photo").get()
        return photo_cards.card_of(row, Advised(post, checked), Typed(), PhotoQuestions(), NOBODY)


def test_box_is_drawn_in_pixels_of_the_picture(card: Card) -> None:
    width, height = card.photo.width or 0, card.photo.height or 0

    drawn = render_to_string("drafts/compose_regions.html", {"card": card})

    assert f'viewBox="0 0 {width} {height}"' in drawn
    assert f'x="{round(0.7 * width)}" y="{round(0.1 * height)}"' in drawn
    assert "style=" not in drawn
    assert 'aria-hidden="true"' in drawn


def test_place_is_said_in_words(card: Card) -> None:
    (advice,) = card.passage.advice

    assert advice.place == "In the picture: top right."


def test_picture_without_boxes_has_no_drawing(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, photos=[("Hands in the soil", False)])
    with scope.school(school.pk):
        row = post.post_photos.select_related("photo").get()
        shown = photo_cards.card_of(row, Advised(post, ()), Typed(), PhotoQuestions(), NOBODY)

    assert shown.drawing is None
    assert "<svg" not in render_to_string("drafts/compose_regions.html", {"card": shown})


@pytest.mark.parametrize(
    ("region", "words"),
    [
        (Region(0, 0, 0.2, 0.2), "top left"),
        (Region(0.4, 0.4, 0.2, 0.2), "middle"),
        (Region(0.4, 0.8, 0.2, 0.2), "bottom"),
        (Region(0.8, 0.4, 0.2, 0.2), "right"),
        (Region(0, 0, 1, 1), "middle"),
    ],
)
def test_each_place_has_its_words(region: Region, words: str) -> None:
    assert regions.in_words(region) == words


@pytest.mark.parametrize("region", [Region(0, 0, 1, 1), Region(0.95, 0, 0.05, 0.05)])
def test_number_stays_inside_the_picture(region: Region) -> None:
    drawn = regions.drawing(1200, 900, [(1, region)])

    (box,) = drawn.boxes
    assert 0 <= box.text_x <= 1200 - drawn.letters
    assert 0 < box.text_y <= 900
