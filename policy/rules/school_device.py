"""Posts are written and approved on school devices.

St C: "run from school devices by senior leaders and class teachers" (S1). Sending is left out,
because it is the server that sends.
"""

from collections.abc import Iterator

from policy.facts import TEXT, Device, Facts, Moment
from policy.findings import Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _

ID = "school-device"
TITLE = _("School device")
HELP = _("Checks that you work on a school device. Use one, or ask for this one to be registered.")
OPTIONS: dict[str, Option] = {
    "networks_count": True,  # any device on the school's own network is as good
}


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    process = facts.process
    if process is None or process.device is None or process.moment is Moment.SENDING:
        return
    on_network = process.device is Device.SCHOOL_NETWORK and options["networks_count"]
    if process.device is not Device.REGISTERED and not on_network:
        message = gettext("This is not a school device that the school has registered.")
        remedy = gettext("Use a school device, or ask a senior leader to register this one.")
        yield Mark(message, remedy, TEXT)
