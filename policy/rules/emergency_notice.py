"""An emergency notice is short and plain: no photo, no link to follow.

A setting of other schools ("Emergency notice template (no photo, one approver)"): people read
it in a hurry and pass it on. A link to the school's own site may be allowed.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from policy.facts import TEXT, Facts, PostKind
from policy.findings import Mark, Option, Options
from policy.length import urls, weigh
from policy.said import gettext, ngettext
from policy.said import gettext_lazy as _

ID = "emergency-notice"
TITLE = _("Emergency notice")
HELP = _(
    "Looks for photos, links and long sentences in an emergency notice. Keep it short and plain."
)
OPTIONS: dict[str, Option] = {
    "max": 200,  # weighted characters, as X counts them
    "allowed": "",  # sites that may be linked to, parted by spaces: "school.example gov.uk"
}


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    if facts.kind is not PostKind.EMERGENCY:
        return
    for photo in facts.photos:
        message = gettext("An emergency notice has no photo.")
        yield Mark(message, gettext("Take the photo out."), photo.picture)
    allowed = str(options["allowed"]).casefold().split()
    for start, end in urls(facts.text):
        if not _is_of(facts.text[start:end], allowed):
            remedy = gettext("Say what people need to know in the notice itself.")
            yield Mark(gettext("An emergency notice has no link."), remedy, TEXT, (start, end))
    longest, length = int(options["max"]), weigh(facts.text)
    if length > longest:
        message = ngettext(
            "The notice is {count} character long as X counts them.",
            "The notice is {count} characters long as X counts them.",
            length,
        ).format(count=length)
        remedy = gettext("Shorten it to {most}, so that it is read at a glance.")
        yield Mark(message, remedy.format(most=longest), TEXT)


def _is_of(link: str, sites: list[str]) -> bool:
    try:
        host = urlsplit(link if "//" in link else f"//{link}").hostname or ""
    except ValueError:
        return False
    return any(host == site or host.endswith(f".{site}") for site in sites)
