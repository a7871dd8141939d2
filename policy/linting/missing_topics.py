"""What a school's policy for its account has to settle, and this one does not mention."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.linting.document import Document, Remark
from schoolsocial.words import Words

ID = "missing-topics"
TITLE = _("Not mentioned")

_TOPICS: dict[Words, str] = {
    _("who approves a post before it goes out"): r"\bapprov|second pair of eyes|signed? off",
    _("the names of pupils"): r"\bnames?\b",
    _("the families’ consent for photos"): r"consent|permission",
    _("faces that strangers could make out"): r"\bface|identif(?:y|iable)|recogni[sz]able",
    _("descriptions of photos for people who cannot see them"): (
        r"alt(?:ernative)? text|descri(?:be|ption)|cannot see|accessib"
    ),
    _("copyright"): r"copyright|somebody else['’]s picture|licen[cs]e",
    _("extremist views and the Prevent duty"): r"extrem|radicali|prevent duty",
    _("pupils who follow staff"): r"(?:pupil|child)\w*\b[^.]{0,60}\bfollow",
    _("who follows the account"): r"\bfollowers?\b|\bfollow the (?:school|account)",
    _("replies and direct messages"): r"\brepl(?:y|ies)|direct message|\bDMs?\b",
    _("the devices that are used"): r"\bdevices?\b|ipad|school phone|personal phone",
    _("training of those who post"): r"\btrain",
    _("what is done about something unsuitable"): (
        r"\bdelet|\btake[ns]? down|\bremov|\breport(?:ed)? "
    ),
    _("complaints"): r"complain",
    _("data protection"): r"data protection|\bGDPR\b|privacy",
}
_PATTERNS = {topic: re.compile(found, re.IGNORECASE) for topic, found in _TOPICS.items()}


def check(document: Document) -> Iterator[Remark]:
    for topic, pattern in _PATTERNS.items():
        if not pattern.search(document.text):
            message = gettext("No clause speaks of {topic}.").format(topic=topic)
            remedy = gettext("Add a sentence, or decide together to leave it out.")
            yield Remark(ID, message, remedy)
