"""Whoever drafts has read and agreed to the policy in force.

St C: "All school staff will ensure that…"; HX: "This policy will explain acceptable use of
Twitter" (S1). A policy that changed has to be agreed to again.
"""

from collections.abc import Iterator

from policy.facts import TEXT, Facts, Moment
from policy.findings import Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _

ID = "agreed-policy"
TITLE = _("Agreement to the policy")
HELP = _("Checks that the author agreed to the policy in force. Read it and agree to it.")
OPTIONS: dict[str, Option] = {}


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    process = facts.process
    if process and process.moment is Moment.DRAFTING and not process.agreed:
        message = gettext("The author has not yet agreed to the policy in force.")
        remedy = gettext("Read the policy and agree to it, then come back to this draft.")
        yield Mark(message, remedy, TEXT)
