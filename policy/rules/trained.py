"""Whoever drafts is trained, and the training still counts.

A setting of other schools: only trained staff may draft. A post that was approved in time is
not held back because the training ended since.
"""

from collections.abc import Iterator

from policy.facts import TEXT, Facts, Moment
from policy.findings import Mark, Option, Options
from policy.said import gettext, written
from policy.said import gettext_lazy as _

ID = "trained"
TITLE = _("Training of the author")
HELP = _("Checks that the author’s training is in date. If not, ask a leader to arrange it.")
OPTIONS: dict[str, Option] = {}

_REMEDY = _("Ask a senior leader to arrange training, or to record it if it took place.")


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    process = facts.process
    if process is None or process.moment is Moment.SENDING:
        return
    until = process.trained_until
    if until is None:
        yield Mark(gettext("No training is recorded for the author."), _REMEDY, TEXT)
    elif facts.today and until < facts.today:
        ended = written(until)
        message = gettext("The author’s training counted until {day}.").format(day=ended)
        yield Mark(message, _REMEDY, TEXT)
