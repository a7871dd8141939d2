"""What holds for every fix of whatever rule: it fits the writing and can be made."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy.rules import BY_ID
from tests.policy import tools

PIECES = [
    *("#Year4", "#forestschool", "(#Choir)", "#", "##a", "gr8", "u", "4", "Thanks", "recieved"),
    *("the", "the", "should of", "monday", "Its", "a", "apple", "http://a.uk/x", "@NASA", "@9am"),
    *(
        ".",
        ",",
        "!",
        " ",
        "  ",
        "\n",
        "’s",
        "-",
        "😀",
        "é",
        "e\u0301",
        "\u200b",
        "\u202e",
        "\ud800",
    ),
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join),
)
RULES = ["grammar", "hashtags", "link", "mention", "text-speak", "alt-text", "length"]
OPTIONS = {"camel_case": True, "max": 1, "seen": True, "strict": False}


@pytest.mark.parametrize("rule", RULES)
@settings(deadline=None)  # the grammar checker takes its time to start
@given(text=TEXTS)
def test_every_fix_can_be_made_and_changes_something(rule: str, text: str) -> None:
    written = {"text": text, "alt:1": text}
    options = {name: value for name, value in OPTIONS.items() if name in BY_ID[rule].OPTIONS}

    for mark in tools.marks(rule, tools.facts(text, alt=text), options):
        for fix in mark.fixes:
            assert fix.applied_to(written[mark.where]) != written[mark.where]
