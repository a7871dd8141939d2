from moderation.incidents.models.entries import Entry
from moderation.incidents.models.evidence import Evidence
from moderation.incidents.models.incidents import Incident
from moderation.incidents.models.playbooks import OwnPlaybook
from moderation.incidents.models.steps import IncidentStep

__all__ = ["Entry", "Evidence", "Incident", "IncidentStep", "OwnPlaybook"]
