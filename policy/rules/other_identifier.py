"""Nothing else tells who or where a child is: birthday, age, address, number, need or illness.

Rules of other schools: "No ages. No other identifier: birthday, address, phone, e-mail, UPN, SEN /
care / medical words." The school's own number and address may be written; the policy lists them.
"""

from collections.abc import Iterator

from policy.ages import ages
from policy.care import care_words
from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.naming import Naming
from policy.said import gettext
from policy.said import gettext_lazy as _
from policy.whereabouts import whereabouts

ID = "other-identifier"
TITLE = _("Age, address or anything else that tells who a child is")
HELP = _(
    "Looks for birthdays, ages, addresses, phone numbers, pupil numbers and words "
    "about needs, health or care. Leave them out."
)
OPTIONS: dict[str, Option] = {
    "allowed": "",  # the school's own: "0151 496 0000 office@school.example L1 1AA"
    "ages": True,  # look for ages and birthdays
    "care": True,  # look for words about needs, health or care
}

_PLACE_EXCUSES = (_("A public place or number, not a home."),)
_AGE_EXCUSES = (_("Not the age of a child."),)
_CARE_EXCUSES = (_("This is not said of one child."),)


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    for naming in facts.namings:
        yield from _numbers(naming, str(options["allowed"]))
        if options["ages"]:
            yield from _ages(naming)
        if options["care"]:
            yield from _care(naming)


def _numbers(naming: Naming, allowed: str) -> Iterator[Mark]:
    for found in whereabouts(naming.passage.text, allowed):
        message = gettext("This is {what}.").format(what=found.what)
        if found.doubtful:
            message = gettext("This may be {what} that leads to a child or a family.").format(
                what=found.what
            )
        remedy = gettext("Leave it out, unless it is the school's own.")
        excuses = _PLACE_EXCUSES if found.doubtful else ()
        yield Mark(message, remedy, naming.where, found.span, found.doubtful, excuses=excuses)


def _ages(naming: Naming) -> Iterator[Mark]:
    for age in ages(naming):
        message = gettext("This tells a child's age or birthday.")
        if age.doubtful:
            message = gettext("This may tell a child's age or birthday.")
        excuses = _AGE_EXCUSES if age.doubtful else ()
        yield Mark(
            message,
            gettext("Leave the age or the birthday out."),
            naming.where,
            age.span,
            age.doubtful,
            excuses=excuses,
        )


def _care(naming: Naming) -> Iterator[Mark]:
    for word in care_words(naming):
        message = gettext("This tells of a child's needs, health or care.")
        if word.doubtful:
            message = gettext("This may tell of a child's needs, health or care.")
        excuses = _CARE_EXCUSES if word.doubtful else ()
        yield Mark(
            message,
            gettext("Leave it out, or speak of everybody."),
            naming.where,
            word.span,
            word.doubtful,
            excuses=excuses,
        )
