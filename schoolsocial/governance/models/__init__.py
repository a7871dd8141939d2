from schoolsocial.governance.models.evidence import EvidencePack
from schoolsocial.governance.models.oversight import Comment, FollowUp, Visit
from schoolsocial.governance.models.published import Publication, PublishedDue, PublishedReading
from schoolsocial.governance.models.reports import Report, ReportFile
from schoolsocial.governance.models.rollups import Rollup, RollupRun

__all__ = [
    "Comment",
    "EvidencePack",
    "FollowUp",
    "Publication",
    "PublishedDue",
    "PublishedReading",
    "Report",
    "ReportFile",
    "Rollup",
    "RollupRun",
    "Visit",
]
