"""The lists of what is live as they are saved."""

from moderation.catalogue.models import Case, Remark, Tweet
from moderation.catalogue.presenters.rows import address, approval, stands, why
from schoolsocial.documents.lists import SavedList

LIVE = SavedList[Tweet](
    "catalogue.live",
    "What is live",
    {
        "Posted at": lambda tweet: tweet.posted_at,
        "Account": lambda tweet: tweet.account.handle,
        "Words": lambda tweet: tweet.words,
        "Stands": stands,
        "Approval": approval,
        "Address on X": address,
    },
)


def _found(remark: Remark) -> str:
    return "\n".join(one.sentence for one in why(remark))


AUDIT = SavedList[Remark](
    "catalogue.audit",
    "Audit of posts",
    {
        "Posted at": lambda one: one.tweet.posted_at,
        "Account": lambda one: one.tweet.account.handle,
        "Words": lambda one: one.tweet.words,
        "Today": lambda one: one.get_verdict_display(),
        "What was found": _found,
        "Noted at": lambda one: one.noted_on,
        "Address on X": lambda one: address(one.tweet),
    },
)

DECIDED = SavedList[Remark](
    "catalogue.decided",
    "Decided posts",
    {
        **AUDIT.columns,
        "Decision": lambda one: one.get_decision_display(),
        "Reason": lambda one: one.reason,
        "Decided by": lambda one: one.decided_by.name if one.decided_by else "",
        "Decided at": lambda one: one.decided_at,
    },
)

CASES = SavedList[Case](
    "catalogue.cases",
    "Outside the process",
    {
        "Opened at": lambda case: case.opened_at,
        "Kind": lambda case: case.get_kind_display(),
        "Posted at": lambda case: case.tweet.posted_at,
        "Account": lambda case: case.tweet.account.handle,
        "Words": lambda case: case.tweet.words,
        "Answer": lambda case: case.get_answer_display(),
        "Reason": lambda case: case.reason,
        "Answered by": lambda case: case.answered_by.name if case.answered_by else "",
        "Answered at": lambda case: case.answered_at,
    },
)
