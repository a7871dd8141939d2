"""Schools, the people in them, what they are invited to and told, and the devices they use."""

from schoolsocial.accounts.models.covers import Cover
from schoolsocial.accounts.models.devices import Device, Network
from schoolsocial.accounts.models.kept_filters import KeptFilter
from schoolsocial.accounts.models.letters import Letter
from schoolsocial.accounts.models.memberships import Invitation, Membership
from schoolsocial.accounts.models.notices import Notice, NoticeChoice, QuietHours
from schoolsocial.accounts.models.people import Person
from schoolsocial.accounts.models.pushes import Push, PushDevice
from schoolsocial.accounts.models.schools import School, Term
from schoolsocial.accounts.models.silences import Silence
from schoolsocial.accounts.models.skipped_steps import SkippedStep
from schoolsocial.accounts.models.trust_invitations import TrustInvitation
from schoolsocial.accounts.models.trusts import Trust, TrustMember, TrustPlace

__all__ = [
    "Cover",
    "Device",
    "Invitation",
    "KeptFilter",
    "Letter",
    "Membership",
    "Network",
    "Notice",
    "NoticeChoice",
    "Person",
    "Push",
    "PushDevice",
    "QuietHours",
    "School",
    "Silence",
    "SkippedStep",
    "Term",
    "Trust",
    "TrustInvitation",
    "TrustMember",
    "TrustPlace",
]
