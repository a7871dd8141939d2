"""What a word may be behind figures, signs, stars, gaps and foreign letters."""

import pytest

from policy import disguise
from policy.offence import offences


def found(text: str) -> list[str]:
    return [text[o.start : o.end] for o in offences(text)]


@pytest.mark.parametrize(
    "word",
    [
        *("sh1t", "$h!t", "w4nker", "b!tch", "a$$hole", "@sshole", "ѕhit", "сunt", "ƒuck"),
        *("𝓯𝓾𝓬𝓴", "ⓕⓤⓒⓚ", "ｆｕｃｋ", "f\u200buck", "fu\u00adck", "fück", "🅱itch"),
        *("f*ck", "f**k", "sh*t", "c#nt", "f-ck", "sh@t", "b•tch", "w*nk*r"),
        *("f u c k", "f.u.c.k", "s-h-i-t", "fu ck", "wan-ker", "bit ch", "sh\u202eit"),
        *("fuuuuck", "shiiit", "shiit", "fuuuuccckk", "slaaaag", "FuCk"),
        *("fvck", "phuck", "biatch", "fcuk"),
    ],
)
def test_disguised_word_is_found(word: str) -> None:
    assert found(f"you {word} now") == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Harshita, Ishita and Rakshit won. #harshita #wellishita",
        "Snigger! We sniggered at the joke.",
        "Saltwater, custard, mishit, Scunthorpe #saltwater #scunthorpe",
        "#getcloser #disclosers",
        "s a t p i n, then ck e u r",
        "The pen is blue. As she said, it is hit or miss.",
        "P4C, KS1, 5-a-side, 4x4, £5.50, B&M, M&S, R&B",
        "c-a-t and d-o-g: co-op, e-mail, x-ray, T-shirt",
        "he__ _ing b_t f_n",
        "We’ll see. He’ll come. I’ll go.",
    ],
)
def test_innocent_letters_pass(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("tag", ["#bunchoftwats", "#schoolisshit", "#totalidiot", "#fuckoff"])
def test_words_run_together_in_a_tag_are_found(tag: str) -> None:
    assert found(f"Well {tag}") == [tag[1:]]


def test_place_is_that_of_the_written_word() -> None:
    text = "😀 No s h i t here"
    assert {text[start:end] for start, end, _ in disguise.spelt(text)} == {"s h i t"}


@pytest.mark.parametrize(
    "text", ["f*" * 2000, "f " * 2000, "*" * 4000, "$h" * 2000, "f." * 2000, "fu ck " * 600]
)
def test_hostile_text_is_read_to_the_end(text: str) -> None:
    assert "shit" in found(f"{text} . No shit here")
