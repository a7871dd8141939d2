"""Where the person sits who sent a request, in the words of the rules."""

from policy.facts import Device
from schoolsocial.accounts.access import SchoolRequest
from schoolsocial.accounts.whereabouts import Whereabouts, whereabouts_of

_DEVICES = {
    Whereabouts.REGISTERED: Device.REGISTERED,
    Whereabouts.NETWORK: Device.SCHOOL_NETWORK,
    Whereabouts.ELSEWHERE: Device.ELSEWHERE,
    Whereabouts.UNTOLD: None,
}


def device_of(request: SchoolRequest) -> Device | None:
    """A registered device, the school's own network, or somewhere else; None while the school has
    registered nothing. No address is kept."""
    return _DEVICES[whereabouts_of(request)]
