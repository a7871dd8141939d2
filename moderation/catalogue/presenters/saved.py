"""The lists of what is live as they are saved."""

from django.utils.translation import gettext_lazy as _

from moderation.catalogue.models import Case, Remark, Tweet
from moderation.catalogue.presenters.rows import address, approval, stands, why
from schoolsocial.documents.lists import SavedList

LIVE = SavedList[Tweet](
    "catalogue.live",
    _("What is live"),
    {
        _("Posted at"): lambda tweet: tweet.posted_at,
        _("Account"): lambda tweet: tweet.account.handle,
        _("Words"): lambda tweet: tweet.words,
        _("Stands"): stands,
        _("Approval"): approval,
        _("Address on X"): address,
    },
)


def _found(remark: Remark) -> str:
    return "\n".join(one.sentence for one in why(remark))


AUDIT = SavedList[Remark](
    "catalogue.audit",
    _("Audit of posts"),
    {
        _("Posted at"): lambda one: one.tweet.posted_at,
        _("Account"): lambda one: one.tweet.account.handle,
        _("Words"): lambda one: one.tweet.words,
        _("Today"): lambda one: one.get_verdict_display(),
        _("What was found"): _found,
        _("Noted at"): lambda one: one.noted_on,
        _("Address on X"): lambda one: address(one.tweet),
    },
)

DECIDED = SavedList[Remark](
    "catalogue.decided",
    _("Decided posts"),
    {
        **AUDIT.columns,
        _("Decision"): lambda one: one.get_decision_display(),
        _("Reason"): lambda one: one.reason,
        _("Decided by"): lambda one: one.decided_by.name if one.decided_by else "",
        _("Decided at"): lambda one: one.decided_at,
    },
)

CASES = SavedList[Case](
    "catalogue.cases",
    _("Outside the process"),
    {
        _("Opened at"): lambda case: case.opened_at,
        _("Kind"): lambda case: case.get_kind_display(),
        _("Posted at"): lambda case: case.tweet.posted_at,
        _("Account"): lambda case: case.tweet.account.handle,
        _("Words"): lambda case: case.tweet.words,
        _("Answer"): lambda case: case.get_answer_display(),
        _("Reason"): lambda case: case.reason,
        _("Answered by"): lambda case: case.answered_by.name if case.answered_by else "",
        _("Answered at"): lambda case: case.answered_at,
    },
)
