"""St C: "run from school devices" (S1)."""

from functools import partial

import pytest

from policy.facts import Device, Moment, Process
from tests.policy import tools
from tests.policy.making import AUTHOR, made

passes = partial(tools.assert_passes, "school-device")
flags = partial(tools.assert_flags, "school-device", at=None)


def on(device: Device | None, moment: Moment = Moment.DRAFTING) -> Process:
    return Process(moment, AUTHOR, device=device)


@pytest.mark.parametrize("device", [Device.REGISTERED, Device.SCHOOL_NETWORK, None])
def test_school_device_network_and_not_known_pass(device: Device | None) -> None:
    passes(made(on(device)))


@pytest.mark.parametrize("moment", [Moment.DRAFTING, Moment.APPROVING])
def test_device_elsewhere_is_flagged(moment: Moment) -> None:
    flags(made(on(Device.ELSEWHERE, moment)))


def test_policy_may_want_registered_devices_only() -> None:
    flags(made(on(Device.SCHOOL_NETWORK)), options={"networks_count": False})
    passes(made(on(Device.REGISTERED)), {"networks_count": False})


def test_sending_is_the_servers() -> None:
    passes(made(on(Device.ELSEWHERE, Moment.SENDING)))


def test_silent_where_only_the_words_are_looked_at() -> None:
    passes(made(None))
