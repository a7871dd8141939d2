"""Both: "Comments that aim to undermine the school, its staff, parents, governors" (S16)."""

from functools import partial

import pytest

from tests.policy import tools, unseen

passes = partial(tools.assert_passes, "undermining")
flags = partial(tools.assert_flags, "undermining")


@pytest.mark.parametrize(
    "text",
    [
        "Other schools in our trust joined us for a choir festival.",
        "Parents who cannot attend on Tuesday can book another slot with the office.",
        "If parents could send in cardboard boxes by Friday we would be grateful.",
        "Ofsted inspectors said behaviour is exemplary.",
        "Please do not park on the zigzag lines.",
        "The pupils were disappointed that the match was postponed, but they kept smiling.",
        "Year 6 smashed their reading target!",
        "The robot cannot run. What a mess we made with paint!",
        "Nice of the PTA to come and help at the fair.",
        "We can't wait to see you all.",
        "The children didn't want to leave the museum.",
        "Never send photos to strangers, and never trust anyone you only know online.",
        "Cinderella's sisters let her down.",
    ],
)
def test_news_and_kind_requests_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Other schools could really learn from this!", "Other schools could really learn"),
        ("Some parents can’t be bothered to read.", "Some parents can’t be bothered"),
        ("Ofsted got it wrong.", "Ofsted got it wrong"),
        ("Sick of being told what to do by them", "Sick of being"),
        ("Shame on the council for this.", "Shame on the"),
        ("Unlike some schools, we sing.", "Unlike some schools"),
        ("The governors don't listen.", "The governors don't listen"),
        ("This school has gone downhill.", "school has gone downhill"),
        ("Thanks for nothing, council.", "Thanks for nothing"),
        ("Another day, another moan.", "Another day, another moan"),
        ("The trust only cares about money.", "trust only cares about"),
        ("A poorly managed school, sadly", "poorly managed school"),
        ("The council is late, as usual.", "council is late, as usual"),
        ("What they call a plan is a joke.", "joke"),
    ],
)
def test_criticism_blame_and_sarcasm_are_asked_about(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


def test_description_of_a_photo_is_read_too() -> None:
    draft = tools.facts("Today", alt="Ofsted got it wrong", shows_pupils=False)
    flags(draft, at="Ofsted got it wrong", where="alt:1", doubtful=True)


def test_it_can_be_set_aside_in_one_tap() -> None:
    (mark,) = tools.marks("undermining", "Ofsted got it wrong.")
    assert "Nobody is criticised here." in mark.excuses


@pytest.mark.parametrize(
    "text",
    [
        "The council obviously has no interest in us.",
        "Governors just don't listen.",
        "The teaching in Year 2 is shocking.",
        "Another fiasco from the council.",
        "The standard of marking is poor.",
        "Our cleaners do nothing all day.",
        "Worst supply teacher ever.",
        "Hillview Primary could never do this.",
        "Anyone moaning about parking can stay at home.",
        "Academy leaders clearly have no plan.",
    ],
)
def test_ways_of_writing_it_nobody_had_thought_of_are_found(text: str) -> None:
    assert tools.marks("undermining", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Our cleaners do so much every day.",
        "The standard of marking was superb.",
        "The quality of teaching is a joy.",
        "The worst weather ever for Sports Day!",
        "We don't listen to grumpy trolls: Billy Goats Gruff",
        "Another disaster? Pompeii in Year 4!",
        "Year 6 could never forget this trip.",
        "Our parents have so much to give.",
        "Governors listened to our council.",
        "School opens as usual on Tuesday. The office is open as usual.",
        "After the flood the academy is running as usual.",
        "Who can tell the best knock-knock joke?",
        "Each class shared a cracker joke.",
    ],
)
def test_words_like_those_that_mean_it_pass(text: str) -> None:
    assert not tools.marks("undermining", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Unlike Hill Top Primary, we answer the telephone.",
        "Governors have silenced parents for too long.",
        "The council has betrayed our pupils",
        "Certain mums think they own the car park",
        "The office mislaid every form again.",
        "Somebody needs the sack.",
        "The trust has never once replied",
        "Our pupils deserve governors who care",
        "Management is not up to the job",
        "We have lost faith in the head",
    ],
)
def test_blame_and_broken_trust_are_asked_about(text: str) -> None:
    assert tools.marks("undermining", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Unlike other planets, Saturn has rings you can see.",
        "The cat got the blame, the dog got the bone.",
        "Our staff never forget a birthday.",
        "Unlike most mammals, bats fly.",
        "Year 2 lost the tug of war again!",
        "Somebody needs a partner for the dance.",
        "Parents have helped us again.",
    ],
)
def test_contrasts_and_luck_pass(text: str) -> None:
    assert not tools.marks("undermining", unseen.draft(text))
