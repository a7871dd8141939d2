"""St C: 'individually targeted content will not be posted e.g. "Well done Josh …"' (S7)."""

from functools import partial

import pytest

from policy.roll import Roll
from tests.policy import tools, unseen

passes = partial(tools.assert_passes, "individual-target")
flags = partial(tools.assert_flags, "individual-target")


@pytest.mark.parametrize(
    "text",
    [
        "Don’t forget the PE kit tomorrow, Year 4!",
        "Well done Year 6, a better lesson today!",
        "Well done everyone on a super sports day.",
        "Well done Rose Class and thank you to the PTA.",
        "Well done Mr Hughes, what a run!",
        "Good luck to Harry Kane and England tonight!",
        "Amelia and Josh built a volcano with their class.",
        "Josh and Amelia showed us that you can grow beans in a jar.",
        "You should see what Class 3 made.",
        "Well done Okafor family!",
        "We saw Josh, Amelia and the lambs. You can too.",
        "Josh ran, and you can too.",
        "Fantastic writing by Josh in Class 3.",
        "Thank you, say Josh and Amelia of Class 3.",
        "You can see lambs, calves, Josh and Amelia at the farm.",
    ],
)
def test_groups_adults_and_news_of_children_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Well done Josh a better lesson today", "Well done Josh"),
        ("well done josh", "well done josh"),
        ("Well done, Amelia!", "Well done, Amelia"),
        ("Happy birthday Josh Hughes", "Happy birthday Josh Hughes"),
        ("Great work Hope", "Great work Hope"),
        ("So proud of you all. Thank you Will!", "Thank you Will"),
        ("Josh, well done!", "Josh, well done"),
        ("Josh – you were a star today", "Josh – you"),
        ("Josh your book is in the office", "Josh your"),
        ("#WellDoneAmelia", "WellDoneAmelia"),
        ("Fantastic writing Josh!", "Fantastic writing Josh"),
        ("A better lesson today, Amelia: super effort", "better lesson today, Amelia"),
        ("A long walk: super effort Amelia", "super effort Amelia"),
        ("You were a real star in assembly, Josh!", "You were a real star in assembly, Josh"),
        ("We are missing you Amelia!", "you Amelia"),
        ("We will always be proud of you Josh", "you Josh"),
        ("Keep practising Amelia, you are nearly there", "Keep practising Amelia"),
        ("Be brave Josh", "Be brave Josh"),
    ],
)
def test_speaking_to_one_child_is_flagged(text: str, at: str) -> None:
    flags(text, at=at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Congratulations to Josh on the swimming medal", "Congratulations to Josh"),
        ("So proud of Amelia and her team", "So proud of Amelia"),
        ("Thank you to Josh's mum for the cakes", "Thank you to Josh"),
        ("Don't forget Amelia's kit", "Don't forget Amelia"),
    ],
)
def test_speaking_of_one_child_is_asked_about(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


def test_message_tells_speaking_to_from_speaking_of() -> None:
    (to_child,) = tools.marks("individual-target", "Well done Josh")
    (of_child,) = tools.marks("individual-target", "Congratulations to Josh")

    assert to_child.message == "This speaks to one child."
    assert of_child.message == "This speaks of one child."


def test_names_inside_what_was_said_already_are_not_said_again() -> None:
    flags("Josh, Amelia, well done you!", at="Josh, Amelia, well done you")


def test_names_not_on_the_roll_are_looked_for_in_the_text_only() -> None:
    passes(tools.facts("Sports day", alt="Well done Olivia", roll=Roll()))


def test_two_children_praised_together_are_one_finding() -> None:
    flags("Well done Josh and Amelia", at="Well done Josh")


def test_alt_text_is_read_too() -> None:
    draft = tools.facts("Sports day", alt="Well done Josh!")

    flags(draft, at="Well done Josh", where="alt:1")


def test_common_name_that_is_not_on_the_roll_is_asked_about() -> None:
    draft = tools.facts("Well done Olivia, a better lesson today", roll=Roll())

    flags(draft, at="Well done Olivia", doubtful=True)


@pytest.mark.parametrize(
    "text",
    [
        "Olivia and Noah built a volcano.",
        "Thank you Noah Webster Books.",
        "Thank you Mr James.",
        "Good luck Prince George!",
        "Remember noah means rest.",
    ],
)
def test_other_uses_of_names_not_on_the_roll_pass(text: str) -> None:
    passes(tools.facts(text, roll=Roll()))


def test_names_not_on_the_roll_can_be_left_alone() -> None:
    passes(tools.facts("Well done Olivia", roll=Roll()), {"unknown_names": False})


@pytest.mark.parametrize(
    "text",
    [
        "Kian needs to bring his kit.",
        "Mia must remember her glasses.",
        "Harriet still owes 50p.",
        "Ned forgot his lunch again.",
        "Come on Rosie!",
        "Nice one, Reece",
        "Hats off to Abigail for that solo",
        "Three cheers for Leila",
        "Great running today, Stephen.",
        "Lovely news about Mia",
        "Hope, you can do it",
        "Joy, please bring your hat.",
        "Holly, well done",
        "A speedy recovery to Ned",
        "Kudos to Kian",
    ],
)
def test_ways_of_writing_it_nobody_had_thought_of_are_found(text: str) -> None:
    assert tools.marks("individual-target", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Year 4 need to bring kit.",
        "Everyone must remember water.",
        "Hope needs no words.",
        "Joy, faith and love fill our assembly.",
        "Holly, ivy and mistletoe: our wreaths",
        "Come on England!",
        "Nice one, Year 5",
        "Hats off to Reception",
        "Great news about our new hall",
    ],
)
def test_words_like_those_that_mean_it_pass(text: str) -> None:
    assert not tools.marks("individual-target", unseen.draft(text))
