from moderation.catalogue.models.archives import ArchiveImport
from moderation.catalogue.models.audits import Audit, Remark
from moderation.catalogue.models.cases import Case
from moderation.catalogue.models.engagement import Engagement
from moderation.catalogue.models.keeping import Keeping
from moderation.catalogue.models.media import TweetMedia
from moderation.catalogue.models.removals import Removal
from moderation.catalogue.models.tweets import Tweet, TweetPicture
from moderation.catalogue.models.watches import Watch

__all__ = [
    "ArchiveImport",
    "Audit", "Case", "Engagement", "Keeping", "Remark", "Removal", "Tweet", "TweetMedia",
    "TweetPicture", "Watch",
]  # fmt: skip
