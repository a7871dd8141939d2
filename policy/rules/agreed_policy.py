"""Whoever drafts has read and agreed to the policy in force.

St C: "All school staff will ensure that…"; HX: "This policy will explain acceptable use of
Twitter" (S1). A policy that changed has to be agreed to again.
"""

from collections.abc import Iterator

from policy.facts import TEXT, Facts, Moment
from policy.findings import Mark, Option, Options

ID = "agreed-policy"
TITLE = "Agreement to the policy"
HELP = "Checks that the author agreed to the policy in force. Read it and agree to it."
OPTIONS: dict[str, Option] = {}


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    process = facts.process
    if process and process.moment is Moment.DRAFTING and not process.agreed:
        message = "The author has not yet agreed to the policy in force."
        yield Mark(message, "Read the policy and agree to it, then come back to this draft.", TEXT)
