"""A link leads where readers expect, and opens nothing that is not for them.

Practice of other schools: each link was opened by somebody and is safe. St C: inappropriate
are "unsuitable images or content" and links to them in the feed (S16).
"""

import re
import unicodedata
from collections.abc import Iterator

from policy.facts import TEXT, Facts
from policy.findings import Edit, Fix, Mark, Option, Options
from policy.links import Link, links
from policy.said import Words, gettext
from policy.said import gettext_lazy as _
from policy.words import lines, words

ID = "link"
TITLE = _("Links")
HELP = _(
    "Looks for links that hide where they lead, imitate another site, or open a "
    "file, folder or meeting of the school’s own. Put the full address of a public "
    "page."
)
OPTIONS: dict[str, Option] = {
    "seen": False,  # ask of every other link whether somebody has opened it
    "allowed": "",  # hosts whose links are always fine, parted by spaces
    "https": True,  # ask about links that begin with http:
}

_SHORT = words("shorteners")
_KNOWN = words("known_hosts")
_PRIVATE = tuple(tuple(line.split()) for line in lines("private_links"))
_LOOKS_LIKE = str.maketrans("0135", "oles")
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:.]+|\d{6,}|0x[\da-f]+")
_INSIDE = re.compile(r"localhost|[\w-]+|.+\.(?:local|lan|internal|home|intranet)")
_OPENED = _("I opened it: it is the right page and safe.")
_OPENS = {
    "editing": (
        _("This link opens the page on which a document is changed."),
        _("Open it while signed out: it should show the document and change nothing."),
        _("Signed out, I could read it and not change it."),
    ),
    "folder": (
        _("This link may open a folder or file that is not for everybody."),
        _("Open it while signed out, or put the page of the school’s website."),
        _("It is meant for everybody and shows nothing else."),
    ),
    "meeting": (
        _("This link lets anyone join a meeting or group."),
        _("Send it to the families it is for."),
        _("Anyone may join, and staff let people in."),
    ),
}


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    allowed = [host.removeprefix("www.") for host in str(options["allowed"]).casefold().split()]
    for link in links(facts.text):
        yield from list(_objections(link, allowed, options))[:1]


def _objections(link: Link, allowed: list[str], options: Options) -> Iterator[Mark]:
    """All that can be said against it, the gravest first."""
    yield from _nobody_can_open(link)
    if any(link.is_of(host) for host in allowed):
        return
    yield from _not_what_it_seems(link)
    yield from _not_for_everybody(link)
    if options["https"] and link.scheme == "http":
        yield _unencrypted(link)
    if options["seen"]:
        message = gettext("Somebody should have looked at this page.")
        yield _mark(link, message, gettext("Open it and read it to the end."), _OPENED)


def _nobody_can_open(link: Link) -> Iterator[Mark]:
    if link.scheme == "file":
        message = gettext("This points to a file on a computer, which readers cannot open.")
        yield _mark(link, message, gettext("Put it on the school’s website and link to that."))
    elif link.scheme not in {"", "http", "https"}:
        message = gettext("This is no link to a web page.")
        yield _mark(link, message, gettext("Link to a page that begins with https."))
    elif link.has_login:
        message = gettext("A user name or password stands in this link.")
        remedy = gettext("Take it out, and change the password if it was a real one.")
        yield _mark(link, message, remedy)
    elif _INSIDE.fullmatch(link.host):
        message = gettext("This page can only be opened inside the school.")
        yield _mark(link, message, gettext("Link to a page that families can open."))


def _not_what_it_seems(link: Link) -> Iterator[Mark]:
    if _ADDRESS.fullmatch(link.host):
        message = gettext("This link hides whose site it is.")
        yield _mark(link, message, gettext("Put the site’s name."))
    elif any(link.is_of(short) for short in _SHORT):
        message = gettext("This shortened link hides where it leads.")
        remedy = gettext("Put the full address; X counts every link as 23 characters.")
        yield _mark(link, message, remedy)
    elif _imitates(link.host):
        message = gettext("This address looks like another site’s and is not the same.")
        yield _mark(link, message, gettext("Type the address you know, and do not open this one."))
    elif not link.host.isascii() or "xn--" in link.host:
        message = gettext("This address has unusual letters and may imitate another.")
        yield _mark(link, message, gettext("Make sure whose site it is."), _OPENED)


def _not_for_everybody(link: Link) -> Iterator[Mark]:
    for host, piece, opens in _PRIVATE:
        if link.is_of(host) and (piece == "-" or piece in link.path):
            yield _mark(link, *_OPENS[opens])


def _imitates(host: str) -> bool:
    """Whether other letters or digits make it look like a host that schools link to."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", host) if not unicodedata.combining(sign)
    )
    seen = plain.translate(_LOOKS_LIKE).replace("rn", "m").replace("vv", "w")
    for known in _KNOWN:
        if host == known or host.endswith(f".{known}"):
            return False
    return any(
        seen == known
        or seen.endswith(f".{known}")
        or (host.startswith(f"{known}.") and "." in host.removeprefix(f"{known}."))
        for known in _KNOWN
    )


def _unencrypted(link: Link) -> Mark:
    """Most sites can be reached either way, so that this asks."""
    fix = Fix(
        gettext("Write “{words}”").format(words="https"),
        (Edit(link.start + 4, link.start + 4, "s"),),
    )
    message = gettext("Others can read along on a link that begins with http.")
    return Mark(
        message,
        gettext("Try it with https."),
        TEXT,
        (link.start, link.end),
        doubtful=True,
        fixes=(fix,),
        excuses=(gettext("The site has no https page."),),
    )


def _mark(link: Link, message: Words, remedy: Words, *excuses: Words) -> Mark:
    """Where an excuse is possible only a person can tell, and the mark asks."""
    span = (link.start, link.end)
    return Mark(message, remedy, TEXT, span, doubtful=bool(excuses), excuses=excuses)
