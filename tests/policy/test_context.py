"""Case and neighbours decide whether a word that is on the roll means a pupil."""

import pytest

from policy.roll import PupilName, Roll

ROLL = Roll.of(
    PupilName(i, *name.split(",", 1))
    for i, name in enumerate(
        [
            *("Amelia,Brown", "Rose,Hill", "Will,Young", "May,Patel", "Hope,Okafor", "Grace,Kaur"),
            *("Florence,Day", "An,Tran", "Bo,Ng", "Bea,Le", "Charlie,Nguyen", "Josh,Hughes"),
            *("Zuzanna,Sung", "Summer,Long", "Art,Adeyemi", "Holly,Sung"),
        ]
    )
)


def found(text: str) -> list[tuple[str, bool]]:
    return [(text[name.start : name.end], name.doubtful) for name in ROLL.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # full names and initials
        ("Amelia Brown ran", "Amelia Brown"),
        ("Will Young ran", "Will Young"),
        ("Amelia Brown class captain", "Amelia Brown"),
        ("Today Charlie Nguyen ran", "Charlie Nguyen"),
        ("Amelia Brown Zigzag ran", "Amelia Brown"),
        ("ALL AMELIA BROWN WON", "AMELIA BROWN"),
        ("amelia brown ran", "amelia brown"),
        ("our king Charlie Nguyen", "Charlie Nguyen"),
        ("Josh H Wins Cup", "Josh H"),
        # first names that are nothing else
        ("Miss you Amelia", "Amelia"),
        ("Amelia I am proud", "Amelia"),
        ("our king Charlie ran", "Charlie"),
        ("Amelia’s Zigzag", "Amelia"),
        ("AMELIA ZIGZAG WON", "AMELIA"),
        ("Amelia, Zigzag and I", "Amelia"),
        ("Amelia zigzag", "Amelia"),
        ("Amelia Today ran", "Amelia"),
        ("Amelia N. ran", "Amelia"),
        ("#AmeliaZigzag", "Amelia"),
        ("#zuzanna", "zuzanna"),
        ("amelia ran", "amelia"),
        ("zuzanna ran", "zuzanna"),
        # first names that are also words
        ("Then Rose bowed", "Rose"),
        ("Then Rose the winner bowed", "Rose"),
        ("Then Rose On stage", "Rose"),
        ("We met Rose. Zigzag", "Rose"),
        ("Rose won", "Rose"),
        ("Rose’s class ran", "Rose"),
        ("Hope’s kite", "Hope"),
        ("Rose at last with her kite", "Rose"),
        ("Well done Hope", "Hope"),
        ("Will made this", "Will"),
        ("painted by Rose", "Rose"),
    ],
)
def test_person_is_read_as_a_name(text: str, name: str) -> None:
    assert found(text) == [(name, False)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # full names that somebody else may bear
        ("King Charlie Nguyen", "Charlie Nguyen"),
        ("The Amelia Brown Trust", "Amelia Brown"),
        ("Mr Josh Hughes", "Josh Hughes"),
        ("ALL WILL YOUNG WON", "WILL YOUNG"),
        # surnames alone
        ("Then Okafor ran", "Okafor"),
        ("Okafor ran", "Okafor"),
        # first names beside something unusual
        ("King Charlie ran", "Charlie"),
        ("Amelia Zigzag ran", "Amelia"),
        ("Amelia Xy ran", "Amelia"),
        ("bea ran", "bea"),
        ("see school.uk/amelia", "amelia"),
        # words
        ("Rose at last. Here she ran", "Rose"),
        ("Rose at last", "Rose"),
        ("Then Rose Zigzag came", "Rose"),
        ("Poems of Grace", "Grace"),
        ("Poems to Grace", "Grace"),
        ("We love Florence", "Florence"),
        ("We love Hope", "Hope"),
        ("Oh, May she win!", "May"),
        ("WELL DONE ROSE", "ROSE"),
        ("Well done An", "An"),
    ],
)
def test_what_may_be_somebody_else_or_a_word_is_doubtful(text: str, name: str) -> None:
    assert found(text) == [(name, True)]


@pytest.mark.parametrize("text", ["We met Amelia and An", "We met An, Amelia"])
def test_little_word_in_company_is_doubtful(text: str) -> None:
    assert ("An", True) in found(text)
    assert ("Amelia", False) in found(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rose and Amelia sat", ["Rose", "Amelia"]),
        ("Amelia Zuzanna and Josh sat", ["Amelia", "Zuzanna", "Josh"]),
        ("An and Amelia sat", ["Amelia"]),
    ],
)
def test_names_in_company_are_sure(text: str, names: list[str]) -> None:
    assert found(text) == [(name, False) for name in names]


@pytest.mark.parametrize(
    "text",
    [
        # full names that are only words in a row
        "will young children come",
        "the rose hill is red",
        "the rose sung of",
        "an tran of thought",
        # surnames that are words, or not written as names
        "Then Hill ran",
        "Then Sung ran",
        "Then Ng ran",
        "then okafor ran",
        "THEN OKAFOR RAN",
        "then OKAFOR ran",
        "the Okafor Cup",
        "see school.uk/Okafor",
        "Mrs Sarah Okafor spoke",
        # little words
        "well done an",
        "WELL DONE AN",
        "We met An once",
        "bo ran",
        # everyday words
        "we hope her kite flies",
        "Hope at last",
        "Hope, then joy",
        "the Rose won",
        "Then Rose 5 began",
        "4 May she ran",
        "Rose Class made a kite",
        "see school.uk/Rose-won",
        "Summer’s end",
        "Then Hope Zigzag came",
        "days of Hope",
        "in Florence she ran",
        "Will all of you come",
        "Rose of all roses",
        "ROSE AT LAST",
    ],
)
def test_thing_is_not_read_as_a_name(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Charlie, our reading dog, came", "Charlie"),
        ("Charlie the class hamster ran", "Charlie"),
        ("A snail called Charlie came", "Charlie"),
        ("Charlie and the Magic Pencil", "Charlie"),
    ],
)
def test_animal_or_title_leaves_a_doubt(text: str, name: str) -> None:
    assert found(text) == [(name, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Grace, humility and kindness",
        "May, June and July",
        "May and Summer opening hours",
        "May and Summer swimming dates",
        "Grace, Holly and Rose Class",
        "Samuel Okafor, whom we do not know",
        "Florence v Roma",
    ],
)
def test_rows_of_things_and_other_peoples_surnames_are_no_names(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Grace and Rose baked", ["Grace", "Rose"]),
        ("Winners: Will, Hope and May", ["Will", "Hope", "May"]),
        ("Star of the week goes to Rose", ["Rose"]),
        ("Rose was our reader", ["Rose"]),
        ("Here is Will holding a cup", ["Will"]),
        ("May and Art weaving a mat", ["May", "Art"]),
        ("Will, May and Hope digging", ["Will", "May", "Hope"]),
        ("May and Summer threading beads", ["May", "Summer"]),
    ],
)
def test_rows_awards_and_doings_make_a_name_sure(text: str, names: list[str]) -> None:
    assert found(text) == [(name, False) for name in names]
