"""10. Whether the accounts are looked after."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.governance.figures import Figures
from schoolsocial.governance.indicators.indicator import Indicator, Line, Reading, Verdict
from schoolsocial.governance.suppression import told
from schoolsocial.words import Words

MEASURE = "account-hygiene"
CHECKS = {
    "followers": _("Followers reviewed"),
    "settings": _("Profile and settings as agreed"),
    "following": _("Following list reviewed"),
    "second-factor": _("Second factor for whoever needs one"),
    "leavers": _("No account left to somebody who has left"),
    "backups": _("Backups tested each term"),
}
"""By the codes of ``queries.hygiene``; a cell holds how much is still to be done."""


def read(figures: Figures) -> Reading:
    cells = figures.stood.get(MEASURE, {})
    lines = tuple(_line(label, cells.get(code)) for code, label in CHECKS.items())
    verdicts = [line.verdict for line in lines]
    known = [verdict for verdict in verdicts if verdict is not Verdict.UNKNOWN]
    done = sum(verdict is Verdict.GREEN for verdict in known)
    value = gettext("Not yet recorded")
    if known:
        value = gettext("{done} of {all} in order").format(done=done, all=len(known))
    return Reading(value, _verdict(verdicts), lines)


def _line(label: Words, to_do: int | None) -> Line:
    if to_do is None:
        return Line(label, gettext("Not yet recorded"), Verdict.UNKNOWN)
    if not to_do:
        return Line(label, gettext("In order"), Verdict.GREEN)
    return Line(label, gettext("{number} to do").format(number=told(to_do)), Verdict.RED)


def _verdict(verdicts: list[Verdict | None]) -> Verdict:
    """What is not recorded is never taken for in order."""
    if Verdict.RED in verdicts:
        return Verdict.RED
    if Verdict.UNKNOWN not in verdicts:
        return Verdict.GREEN
    return Verdict.AMBER if Verdict.GREEN in verdicts else Verdict.UNKNOWN


INDICATOR = Indicator(
    number=10,
    code="account-hygiene",
    title=_("Accounts looked after"),
    target=_("Everything in order"),
    unit="",
    definition=_(
        "Followers: every one the school was told of is decided on, and the next check "
        "is not overdue. Following: the register has nothing to decide and nothing to "
        "do, since it was held against X. Settings: each account of the school has a "
        "profile a leader agreed to, and looks like it. Second factor: everybody whose "
        "role needs one has set it up. Leavers: nobody who has left holds a connected "
        "account. Backups: within the last 130 days a backup was restored for a trial, "
        "and all came back as it had been. What is not yet recorded here counts neither "
        "way, and keeps the whole from being on target."
    ),
    question=_(
        "When did somebody last look through the followers, and through whom the school "
        "follows? Who could still sign in who no longer should?"
    ),
    read=read,
)
