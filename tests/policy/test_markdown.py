"""The policy's text becomes plain formatting and nothing else."""

import pytest

from policy.markdown import as_html, as_words


def test_plain_formatting_is_kept() -> None:
    shown = as_html("**Names**: *first* only.\n\n- one\n- two\n\n3. three")

    assert "<strong>Names</strong>: <em>first</em> only." in shown
    assert "<ul>\n<li>one</li>" in shown
    assert '<ol start="3">' in shown


@pytest.mark.parametrize("heading", ["# Top", "### Third", "Under\n====="])
def test_heading_becomes_a_bold_paragraph(heading: str) -> None:
    shown = as_html(heading)

    assert shown.startswith("<p><strong>")
    assert "<h" not in shown


@pytest.mark.parametrize(
    "harm",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[press](javascript:alert(1))",
        "[press](data:text/html;base64,PHNjcmlwdD4=)",
        "![picture](https://example.com/spy.png)",
        '<https://example.com/"onclick=alert(1)>',
        "<style>p { display: none }</style>",
    ],
)
def test_harm_is_text_or_gone(harm: str) -> None:
    shown = as_html(harm)

    for tag in ("<script", "<img", "<style", 'href="javascript', 'href="data', "<iframe"):
        assert tag not in shown
    assert " onclick=" not in shown


def test_link_goes_out_without_telling_where_from() -> None:
    shown = as_html("[NSPCC](https://www.nspcc.org.uk)")

    assert '<a href="https://www.nspcc.org.uk" rel="noopener noreferrer">NSPCC</a>' in shown


def test_ten_thousand_words_are_read_quickly() -> None:
    assert as_html("Be **kind** online. " * 3400).count("<strong>") == 3400


@pytest.mark.parametrize("hostile", ["[" * 20_000, "*a " * 20_000, "> " * 5_000, "`" * 20_000])
def test_hostile_markdown_is_answered(hostile: str) -> None:
    assert as_html(hostile)


def test_words_alone_carry_no_signs() -> None:
    said = as_words("**No names** of *pupils*.\n\n- one & two\n- 3 < 4 <b>")

    assert said == "No names of pupils. one & two 3 < 4 <b>"
