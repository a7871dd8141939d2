"""HX: "Twitter will not be used to engage with individual parents directly" (S4)."""

from dataclasses import replace
from functools import partial

import pytest

from policy.roll import PupilName, Roll
from tests.policy import tools, unseen

passes = partial(tools.assert_passes, "individual-parent")
flags = partial(tools.assert_flags, "individual-parent")
STAFF = Roll.of([PupilName(1, "Sarah", "Okonkwo")])


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Thank you to Josh’s mum for the cakes!", "Josh’s mum"),
        ("Thank you to Amelia's lovely nan.", "Amelia's lovely nan"),
        ("To the mum who left her keys: they are here.", "the mum who"),
        ("Would the parent of the boy in goal ring us?", "the parent of"),
        ("Could the dad who parked on the zigzags move?", "the dad who"),
    ],
)
def test_one_parent_is_flagged(text: str, at: str) -> None:
    flags(text, at=at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Mrs Patel, please call the office.", "Mrs Patel"),
        ("Mr Khan – your son left his coat.", ("Mr Khan", "your son")),
        ("Dear Mrs Patel, thanks for coming.", "Dear Mrs Patel"),
        ("Sorry Mr. Jones, we are full.", "Mr. Jones"),
        ("Thank you Olivia’s dad!", "Olivia’s dad"),
        ("@JoshsMum thanks for coming", "@JoshsMum"),
        ("Your daughter was brilliant today.", "Your daughter"),
    ],
)
def test_who_may_be_one_parent_is_asked_about(text: str, at: str | tuple[str, ...]) -> None:
    words = "Mrs Patel" if at == "Dear Mrs Patel" else at
    flags(text, at=words, doubtful=True)


@pytest.mark.parametrize(
    "text",
    [
        "Parents, please remember PE kits on Friday.",
        "Thank you to all the mums, dads and carers who came.",
        "Thank you to the parents who helped in the garden.",
        "Dear parents, your child needs a coat.",
        "Are you the parent of a child starting in September?",
        "Mother’s Day lunch: bring your mum or nan!",
        "Mrs Patel and Mr Khan led the walk. Thank you Mrs Patel!",
        "Miss Honey is kind to Matilda. Mr Fox was fantastic.",
        "Father Christmas came. Thanks Mum, says our play.",
        "Your son or daughter needs a named bottle.",
        "A mum came to talk about her job as a vet.",
        "The mother hen sat on her eggs.",
        "@ParentZone has good advice",
        "The Hughes family farm sent pumpkins, and the Okafor family bakery sent rolls.",
    ],
)
def test_all_parents_staff_and_stories_pass(text: str) -> None:
    passes(text)


def test_staff_may_be_called_by_title() -> None:
    passes(replace(tools.facts("Mrs Okonkwo, you are a star!"), staff=STAFF))


def test_thanks_with_your_to_a_stranger_are_asked_about_where_staff_are_known() -> None:
    draft = replace(tools.facts("Thank you Mrs Patel for your cakes."), staff=STAFF)

    flags(draft, at="Mrs Patel", doubtful=True)


def test_titles_can_be_left_alone() -> None:
    passes("Mrs Patel, please call the office.", {"titles": False})


def test_alt_text_is_read_too() -> None:
    flags(tools.facts("Cake!", alt="Josh’s mum"), at="Josh’s mum", where="alt:1")


@pytest.mark.parametrize(
    "text",
    [
        "Mia's family gave us a tree.",
        "Thanks to Kian's parents",
        "Leila's big brother came back to read.",
        "Ned's baby sister visited.",
        "The Lowther family ran the stall.",
        "The Tranter family have raised £90",
        "Please, Mrs Osman, ring us.",
        "Can Mr Reza call us today?",
        "Mr and Mrs Frome, your form is late.",
        "Would Mrs Carver please move her car?",
    ],
)
def test_ways_of_writing_it_nobody_had_thought_of_are_found(text: str) -> None:
    assert tools.marks("individual-parent", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Royal Family waved.",
        "The Holy Family in our Nativity",
        "Word families in Year 2",
        "Fact family triangles",
        "Parents, grandparents and carers are welcome.",
        "Can Mr Whippy come back?",
        "Family learning is on Friday.",
        "Brothers and sisters are welcome.",
        "Mr and Mrs Twit in Year 3",
        "Would parents please park kindly?",
        "Our school family is growing.",
    ],
)
def test_words_like_those_that_mean_it_pass(text: str) -> None:
    assert not tools.marks("individual-parent", unseen.draft(text))
