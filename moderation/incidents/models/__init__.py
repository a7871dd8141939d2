from moderation.incidents.models.entries import Entry
from moderation.incidents.models.evidence import Evidence
from moderation.incidents.models.hidings import Hiding
from moderation.incidents.models.incidents import Incident
from moderation.incidents.models.keeping import Hold, KeepingTime
from moderation.incidents.models.letters import OwnLetter
from moderation.incidents.models.linked import AccountLink, IncidentLink, OtherAccount
from moderation.incidents.models.playbooks import OwnPlaybook
from moderation.incidents.models.steps import IncidentStep

__all__ = [
    "AccountLink",
    "Entry",
    "Evidence",
    "Hiding",
    "Hold",
    "Incident",
    "IncidentLink",
    "IncidentStep",
    "KeepingTime",
    "OtherAccount",
    "OwnLetter",
    "OwnPlaybook",
]
