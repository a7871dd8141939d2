"""One review date, and still to come."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from policy.linting.document import Document, Remark, Sentence, in_words, short

ID = "review-dates"
TITLE = _("Review date")

_MONTHS = tuple(month.casefold() for month in calendar.month_name[1:])
_MONTH = "|".join(f"{month}|{month[:3]}" for month in _MONTHS)
_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?(?P<month>{_MONTH})[ ,]+(?P<year>20\d\d)\b"
    r"|(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>20\d\d)\b"
    r"|(?<=[:\s])(?P<only>20\d\d)(?=\W*$)",
    re.IGNORECASE,
)
_REVIEW = re.compile(r"\breview(?:ed|s)?\b[^.;]{0,40}", re.IGNORECASE)
_OFTEN = re.compile(
    r"\breview(?:ed|s)?\b[^.]{0,60}\b(?:annual|year|term|month)|\b(?:annual|yearly)[^.]{0,20}review",
    re.IGNORECASE,
)
_HEAD_LINE = 60  # characters up to which "2019 - 2021" is a line about the policy itself
_RUNS = re.compile(r"\b(20\d\d) ?[-–—/] ?(20\d\d)\b")


def check(document: Document) -> Iterator[Remark]:
    dates = list(_dates(document))
    for sentence, written, last in dates:
        if last < document.today:
            message = gettext("The review date, {day}, is past.").format(day=written)
            remedy = gettext("Bring the policy to the governors, and write down the next date.")
            yield Remark(ID, message, remedy, sentence.clause, short(sentence.text))
    distinct = list(dict.fromkeys(written for _, written, _ in dates))
    if len({last for _, _, last in dates}) > 1:
        message = ngettext(
            "The policy gives {count} review date: {days}.",
            "The policy gives {count} review dates: {days}.",
            len(distinct),
        ).format(count=len(distinct), days=in_words(distinct))
        remedy, last_one = gettext("Keep the one that counts."), dates[-1][0]
        yield Remark(ID, message, remedy, last_one.clause, short(last_one.text))
    if not dates:
        yield from _without_date(document)


def _without_date(document: Document) -> Iterator[Remark]:
    for clause, text in document.saying(_RUNS):
        found = _RUNS.search(text)
        if found and int(found[2]) < document.today.year and len(text) < _HEAD_LINE:
            message = gettext(
                "The policy runs until {year}, which is past, and gives no review date."
            ).format(year=found[2])
            remedy = gettext("Bring the policy to the governors, and write down the next date.")
            yield Remark(ID, message, remedy, clause, short(text))
            return
    if not _OFTEN.search(document.text):
        message = gettext("The policy does not say when it is reviewed.")
        yield Remark(ID, message, gettext("Say when, or how often, the governors review it."))


def _dates(document: Document) -> Iterator[tuple[Sentence, str, date]]:
    """Each date that stands after the word review, and the last day it can mean."""
    for sentence in document.sentences:
        for said in _REVIEW.finditer(sentence.text):
            if found := _DATE.search(said[0]):
                last = _last_day(found)
                if last:
                    yield sentence, found[0].strip(), last


def _last_day(found: re.Match[str]) -> date | None:
    try:
        if found["only"]:
            return date(int(found["only"]), 12, 31)
        if found["y"]:
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
        month = [name[:3] for name in _MONTHS].index(found["month"][:3].casefold()) + 1
        year = int(found["year"])
        if found["day"]:
            return date(year, month, int(found["day"]))
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except ValueError:  # such as 31 February
        return None
