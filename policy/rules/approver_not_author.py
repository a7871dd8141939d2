"""Nobody approves their own draft.

A second pair of eyes before a post goes out spares deleting it afterwards, for which St C makes
"Senior Leadership … responsible" (S17). A school with one leader names another signer.
"""

from collections.abc import Iterator

from policy.facts import TEXT, Facts
from policy.findings import Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _

ID = "approver-not-author"
TITLE = _("Approved by somebody else")
HELP = _("Checks that the author is not the one who approves. Ask a colleague to approve it.")
OPTIONS: dict[str, Option] = {}


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    process = facts.process
    if process and process.author in process.approvers:
        message = gettext("The author of a post cannot approve it.")
        yield Mark(message, gettext("Ask somebody else who may approve."), TEXT)
