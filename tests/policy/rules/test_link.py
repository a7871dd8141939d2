"""A link is what it seems, and opens nothing that is not for readers."""

from functools import partial

import pytest

from tests.policy import tools

passes = partial(tools.assert_passes, "link")
flags = partial(tools.assert_flags, "link")


@pytest.mark.parametrize(
    "text",
    [
        "No link at all.",
        "Term dates: https://www.huntscross.liverpool.sch.uk/dates.",
        "Read www.huntscrossprimary.co.uk/news or school.uk/page#top for more",
        "From the BBC: https://www.bbc.co.uk/newsround/1234 (lovely!)",
        "https://www.gov.uk/school-uniform, https://www.nspcc.org.uk/online-safety",
        "Tickets: https://www.eventbrite.co.uk/e/summer-fair-123456",
        "Maths at https://www.google.com.au/maps and https://earth.google.com",
        "Answer by Friday: https://forms.office.com/e/AbC123",
        "Answer by Friday: https://docs.google.com/forms/d/e/1FAIpQL/viewform",
        "Write to office@school.uk",
        "We are 3.14 per cent better, i.e. a lot. Version 1.2.3.4 of the map",
        "Score: 3:1. Meet at 9:30/10:00.",
        "Our data:three graphs; the file:a list.",
    ],
)
def test_plain_links_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize("option", ["bit.ly", "BIT.LY other.org"])
def test_hosts_the_policy_allows_pass(option: str) -> None:
    passes("Book: https://bit.ly/3xYz", {"allowed": option})


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Book at https://bit.ly/3xYz!", "https://bit.ly/3xYz"),
        ("Book at tinyurl.com/fair and https://t.co/abc", ("tinyurl.com/fair", "https://t.co/abc")),
        ("See https://81.2.69.142/page", "https://81.2.69.142/page"),
        ("See http://[2001:db8::1]/page", "http://[2001:db8::1]/page"),
        ("See http://2130706433/", "http://2130706433/"),
        ("Pay at https://www.parentpay.com.login.example.com/x", None),
        ("Pay at https://www.paypa1.com/school", "https://www.paypa1.com/school"),
        ("https://parentrnail.co.uk", "https://parentrnail.co.uk"),
        ("https://head:secret@school.uk/news", "https://head:secret@school.uk/news"),
        ("https://www.bbc.co.uk@evil.example", "https://www.bbc.co.uk@evil.example"),
        ("See file:///C:/Users/head/letter.docx", "file:///C:/Users/head/letter.docx"),
        (r"See S:\Staff\letter.docx", r"S:\Staff\letter.docx"),
        (r"See \\server\share\letter.docx", r"\\server\share\letter.docx"),
        ("ftp://school.uk/a", "ftp://school.uk/a"),
        ("https://intranet/news", "https://intranet/news"),
        ("https://moodle.school.local/news", "https://moodle.school.local/news"),
    ],
)
def test_links_that_are_not_what_they_seem_are_flagged(
    text: str, at: str | tuple[str, ...] | None
) -> None:
    flags(text, at=at or "https://www.parentpay.com.login.example.com/x")


@pytest.mark.parametrize(
    "link",
    [
        "https://docs.google.com/document/d/1aB/edit?usp=sharing",
        "docs.google.com/forms/d/1aB/edit",
        "https://drive.google.com/drive/folders/1aB",
        "https://trust.sharepoint.com/:w:/s/staff/abc",
        "https://1drv.ms/f/s!abc",
        "https://forms.office.com/Pages/DesignPageV2.aspx?id=abc",
        "https://www.canva.com/design/DAF/x/edit",
        "https://us02web.zoom.us/j/123?pwd=abc",
        "https://meet.google.com/abc-defg-hij",
        "https://chat.whatsapp.com/AbC",
        "https://www.bücher.example.com/",
        "https://xn--bcher-kva.example.com/",
    ],
)
def test_links_only_a_person_can_judge_are_asked_about(link: str) -> None:
    flags(f"Have a look: {link}", at=link, doubtful=True)

    (mark,) = tools.marks("link", f"Have a look: {link}")
    assert mark.excuses


def test_cyrillic_letters_that_imitate_a_known_site_are_flagged() -> None:
    (mark,) = tools.marks("link", "See https://www.bb\u0441.co.uk/news")

    assert mark.span


def test_http_is_asked_about_and_mended_in_one_tap() -> None:
    text = "Read http://school.uk/news today"
    (mark,) = tools.marks("link", text)

    assert mark.doubtful
    assert mark.fixes[0].applied_to(text) == "Read https://school.uk/news today"
    passes(text, {"https": False})


def test_policy_may_want_every_link_looked_at() -> None:
    flags("See school.uk/news", at="school.uk/news", doubtful=True, options={"seen": True})
    passes("See school.uk/news", {"seen": True, "allowed": "school.uk"})


def test_allowed_host_does_not_excuse_a_password() -> None:
    link = "https://head:secret@school.uk/news"

    flags(link, at=link, options={"allowed": "school.uk"})


@pytest.mark.parametrize(
    "text",
    ["https://[", "http://[::", "https://]x[.com/", "a.b" * 1300, "https://" * 500, "\\\\" * 2000],
)
def test_hostile_text_is_answered(text: str) -> None:
    tools.marks("link", text)
