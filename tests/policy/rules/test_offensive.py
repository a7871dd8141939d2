"""Both: "Offensive language or remarks aimed at the school, its staff, parents …" (S16)."""

from functools import partial

import pytest

from tests.policy import tools, unseen

passes = partial(tools.assert_passes, "offensive")
flags = partial(tools.assert_flags, "offensive")


@pytest.mark.parametrize(
    "text",
    [
        "Blue tits and great tits are at our bird feeder.",
        "Class 6 visited Scunthorpe, Essex and Penistone.",
        "Cheese and pineapple on cocktail sticks",
        "Dick Whittington was a great success, and so was Moby Dick.",
        "Bloody Mary, the Tudor queen, was our topic.",
        "We climbed the slag heap at the mining museum.",
        "Oilseed rape is in flower.",
        "Offa’s Dyke was muddy but fun.",
        "WW2, Nazi Germany, Egyptian slaves and God’s creatures great and fat",
        "Peter wept when the cock crowed.",
        "Phonics: s a t p i n",
        "The digit 6, an assembly, a cockerel, the Titanic and analysts",
        "A* grades and 5* food hygiene",
        "Fire retardant blankets, shiitake mushrooms and cumin",
        "Chorlton-cum-Hardy and honky tonk piano",
        "https://example.com/shit",
        "KS2 SATs, Y5, P4C, 4B and the B5155",
        "Reception used a hoe and a spade. We made fat balls for the birds.",
        "Pancake race: Mr Hughes was our champion pancake tosser!",
        "Macbeth wanted to kill the king. In RE we talked of heaven and hell.",
        "Titmouse, pussy willow, crackers and a cock-a-doodle-doo",
        "The Ugly Duckling, Horrid Henry, the Twits and Where’s Wally",
        "The chicks have grown. They are fat and fluffy now.",
        "You are all stars, Year 6! You are so kind.",
        "What a team! What a day! Time to shut up shop.",
        "We will find them in the woods. I’ll get you ready.",
        "Our eco team collected eight bags of rubbish!",
        "Homo sapiens and Neanderthals: our Stone Age topic",
        "Our special needs team is fantastic. Mental health week",
        "Coloured pencils, black paint and a brown bear",
    ],
)
def test_innocent_words_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("This school is shit.", "shit"),
        ("A stupid slag at the gate", "slag"),
        ("Slags and mongs", ("Slags", "mongs")),
        ("f.u.c.k off", "f.u.c.k"),
        ("what a w4nker", "w4nker"),
        ("$h!t and sh1t", ("$h!t", "sh1t")),
        ("s1uts", "s1uts"),
        ("FuCk", "FuCk"),
        ("fuuuuck", "fuuuuck"),
        ("fück", "fück"),
        ("ѕhit", "ѕhit"),
        ("c*nt and b*stards", ("c*nt", "b*stards")),
        ("s h i t", "s h i t"),
        ("A s h i t day", "s h i t"),
        ("#fuckthis", "fuckthis"),
        ("#ShitDay", "Shit"),
        ("go to hell", "go to hell"),
        ("half-caste", "half-caste"),
    ],
)
def test_words_that_are_never_right_are_flagged(text: str, at: str | tuple[str, ...]) -> None:
    flags(text, at=at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("bloody good", "bloody"),
        ("bl**dy good", "bl**dy"),
        ("You git, you bugger!", ("git", "bugger")),
        ("Chavs at the gate", "Chavs"),
        ("He is a dick", "dick"),
        ("f***", "f***"),
        ("A tit in the blue tits’ box", "tit"),
    ],
)
def test_words_that_may_offend_are_asked_about(text: str, at: str | tuple[str, ...]) -> None:
    flags(text, at=at, doubtful=True)


@pytest.mark.parametrize(
    "text",
    [
        "Mr Smith is a useless idiot.",
        "What a stupid head teacher",
        "Shut up, you lot!",
        "You are pathetic.",
        "You absolute muppet",
        "Ur so dumb",
        "She is a lying cow.",
        "Those teachers are clowns.",
        "That school is a joke.",
        "He deserves a slap.",
        "I will find you and hurt you",
        "We know where you live.",
        "Watch your back",
        "A bunch of clowns",
        "Silly old bat",
        "Total garbage",
        "Shame on you",
        "F you",
    ],
)
def test_insults_and_threats_in_harmless_words_are_asked_about(text: str) -> None:
    found = tools.marks("offensive", text)

    assert found
    assert all(mark.doubtful and mark.excuses for mark in found)


@pytest.mark.parametrize(
    "text",
    [
        "kys",
        "Go kill yourself",
        "Nobody likes you",
        "I hope you die",
        "Go back to your own country",
        "Dirty gypsies",
        "I’ll stab him",
        "Burn the school down",
        "Piss off",
        "Stick it up your arse",
        "WTF",
        "🖕",
    ],
)
def test_cruelty_and_hate_are_never_right(text: str) -> None:
    assert any(not mark.doubtful for mark in tools.marks("offensive", text))


def test_alt_text_is_read_too() -> None:
    flags(tools.facts("Sports day", alt="a shit photo"), at="shit", where="alt:1")


@pytest.mark.parametrize(
    "text",
    [
        "That kit is so gay",
        "The dads in Year 4 are useless",
        "Kids at Hillview are scum",
        "You throw like a girl",
        "Typical woman, can't park",
        "Shut up and pay your dinner money",
        "The ref was brain dead",
        "Jesus wept, what a racket",
        "You'll get decked after school",
        "Those umpires are blind",
        "Staff at the top are clueless idiots",
    ],
)
def test_ways_of_writing_it_nobody_had_thought_of_are_found(text: str) -> None:
    assert tools.marks("offensive", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Faggots, peas and gravy for lunch",
        "Faggots with mash today",
        "Girls run like the wind",
        "This girl can! Run like a girl and be proud.",
        "The three blind mice in Nursery",
        "Children in Year 3 are animals: a tiger, a lion",
        "Jesus Christ is risen today, Alleluia!",
        "Staff in costume are clowns today",
        "Guide dogs help people who are blind.",
        "Battered fish on Friday",
        "The shop shut up early and we walked back.",
        "Gay Pride history in PSHE",
    ],
)
def test_words_like_those_that_mean_it_pass(text: str) -> None:
    assert not tools.marks("offensive", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "The bursar has the charm of a wet lettuce",
        "Our cook is about as much help as a paper umbrella",
        "That coach needs his head looking at",
        "Two bricks short of a load, our deputy",
        "Nobody rates the new secretary",
        "Thickest class in the borough",
        "Dads like that should never have become parents",
        "I'd not trust them: they breed like vermin",
        "Grans at the gate looked like the back of a tram",
        "He is well past it",
        "Our inspector couldn't find his own elbow",
        "You will rue the day",
        "We'll torch your car",
        "We know where your daughter walks",
        "One more word and I'll swing for you",
        "I'll snap your fingers",
        "He will end up in a coffin",
        "The caretaker was drunk on duty",
        "She slept with half the governors",
        "Parents too dim to fill in a form",
        "Bone idle, the lot",
        "They should be horsewhipped",
        "You cսnt",
        "Stop being wаnkerѕ",
    ],
)
def test_put_downs_and_threats_in_plain_words_are_asked_about(text: str) -> None:
    assert tools.marks("offensive", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "We will find out who made the footprints.",
        "We'll find out how bees make honey.",
        "A Diplodocus had a brain the size of a fist.",
        "Nursery needed a good wash after the mud kitchen!",
        "Sheep and goats were put out to grass on the farm.",
        "Year 2 ran past it on the trail.",
        "Our teachers were dressed as dragons.",
        "Wasps and bees: which is as useful as a farmer?",
        "Two children short of a full team!",
        "The parcel had our address on it.",
        "We are coming for the cup, Hillside!",
        "The Sheriff vowed to punish Robin.",
        "They end up in the recycling bin.",
        "Rabbits breed quickly, Year 3 learned.",
        "Bloody battles and a bloody revolution in history",
    ],
)
def test_plain_words_that_hurt_nobody_pass(text: str) -> None:
    assert not tools.marks("offensive", unseen.draft(text))
