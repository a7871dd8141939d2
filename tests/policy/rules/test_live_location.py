"""Trip photos are held until return; no live location (rules of other schools)."""

from dataclasses import replace
from functools import partial

import pytest

from policy.facts import PhotoFacts
from tests.policy import tools, unseen

passes = partial(tools.assert_passes, "live-location")
flags = partial(tools.assert_flags, "live-location")


@pytest.mark.parametrize(
    "text",
    [
        "We had a great day at Chester Zoo. Everyone is back safe and tired!",
        "Summer fair at school on Saturday 12pm. All welcome!",
        "We were at Speke Hall on Monday.",
        "We are in the hall for our class assembly at 9.15am.",
        "We are at the end of our Romans topic.",
        "Year 5 are in their second week of French.",
        "We are in awe of our writers. On the way to becoming brilliant readers!",
        "Carol concert at St Mary’s Church, Thursday, 6pm. All welcome.",
        "Don’t forget the Year 4 trip on 4 May: packed lunch, coat and wellies.",
        "Tomorrow Year 5 are going to Blackpool Zoo. Bring a coat!",
        "Year 3 are having a great time in Forest School.",
    ],
)
def test_reports_and_events_at_school_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("We are at Chester Zoo now!", "We are at Chester"),
        ("We’re at Speke Hall.", "We’re at Speke"),
        ("Year 4 are on their way to Conwy.", "Year 4 are on their way to Conwy"),
        ("Year 6 have arrived safely at PGL.", "Year 6 have arrived safely at PGL"),
        ("Greetings from Snowdonia!", "Greetings from Snowdonia"),
        ("Having a fantastic time at Knowsley Safari Park", "Having a fantastic time at Knowsley"),
        ("Y1 are at the farm.", "Y1 are at the farm"),
        ("Currently at the museum", "Currently at the museum"),
    ],
)
def test_where_pupils_are_now_is_asked_about(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


@pytest.mark.parametrize(
    "text",
    [
        "Tomorrow Year 5 are going to Blackpool Zoo, leaving at 9am",
        "Trip to Delamere Forest tomorrow: meet at the station at 8.45am",
        "We will be at Calderstones Park at 10am tomorrow.",
    ],
)
def test_place_and_hour_of_a_trip_to_come_are_asked_about(text: str) -> None:
    (mark,) = tools.marks("live-location", text)
    assert mark.doubtful
    passes(text, {"announcements": False})


def test_own_school_is_no_secret() -> None:
    passes(tools.facts("We are at Hunts Cross all day.", school_phrases=("Hunts Cross",)))


def test_pictures_declared_to_be_taken_before_the_return_pass() -> None:
    back = PhotoFacts(1, "A giraffe", declared=frozenset({"returned"}))
    not_said = PhotoFacts(2, "An elephant")

    passes(tools.facts("We are at Chester Zoo!", photos=(back,)))
    flags(
        tools.facts("We are at Chester Zoo!", photos=(back, not_said)),
        at="We are at Chester",
        doubtful=True,
    )


def test_post_without_text_says_nothing() -> None:
    passes(tools.facts("", alt="We are at Chester Zoo"))


@pytest.mark.parametrize(
    "text",
    [
        "Coffee stop at Tebay.",
        "Toilet stop at Lymm, then on.",
        "Eating chips on Llandudno pier",
        "Having a picnic in Sefton Park",
        "In the queue at Alton Towers",
        "Coach is leaving Knutsford now",
        "Landing at Dublin with Year 6",
        "Snack break by Coniston Water",
        "Unpacking at Hothersall Lodge",
    ],
)
def test_ways_of_writing_it_nobody_had_thought_of_are_found(text: str) -> None:
    assert tools.marks("live-location", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Greetings from all of us at school!",
        "Good morning from a VERY wet field",
        "Happy Easter from everyone at Alder Lane.",
        "Having a ball in PE!",
        "Having lunch in the hall with our visitors",
        "Eating fruit at snack time",
        "We hope many of you come to the PTA quiz at 7.",
        "Lots of you at the gate today!",
        "Waiting for Santa in Nursery",
        "Next stop: Key Stage 2!",
        "Our bus stop role play at the reading corner",
    ],
)
def test_words_like_those_that_mean_it_pass(text: str) -> None:
    assert not tools.marks("live-location", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "We are at the Science Museum",
        "We’re outside the Natural History Museum.",
        "Year 2 are in town now.",
        "Year 6 are eating sandwiches by the canal.",
        "Just got off the train at Crewe with Year 5",
        "We've stopped at Hilton Park services",
        "Year 1 are currently watching the seals at Blakeney.",
    ],
)
def test_places_named_for_a_subject_and_stops_are_found(text: str) -> None:
    assert tools.marks("live-location", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "We are in the hall, near the museum of our finds.",
        "Year 2 are in the garden.",
        "Year 6 are eating lunch by the pond.",
        "We are in Science Club",
    ],
)
def test_rooms_and_clubs_at_school_pass(text: str) -> None:
    assert not tools.marks("live-location", unseen.draft(text))


def test_post_held_until_everybody_is_back_passes() -> None:
    held = replace(tools.facts("We are at Chester Zoo!"), held_until_back=True)

    passes(held)
    flags(replace(held, held_until_back=False), at="We are at Chester", doubtful=True)
