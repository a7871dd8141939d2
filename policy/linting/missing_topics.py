"""What a school's policy for its account has to settle, and this one does not mention."""

import re
from collections.abc import Iterator

from policy.linting.document import Document, Remark

ID = "missing-topics"
TITLE = "Not mentioned"

_TOPICS = {
    "who approves a post before it goes out": r"\bapprov|second pair of eyes|signed? off",
    "the names of pupils": r"\bnames?\b",
    "the families’ consent for photos": r"consent|permission",
    "faces that strangers could make out": r"\bface|identif(?:y|iable)|recogni[sz]able",
    "descriptions of photos for people who cannot see them": (
        r"alt(?:ernative)? text|descri(?:be|ption)|cannot see|accessib"
    ),
    "copyright": r"copyright|somebody else['’]s picture|licen[cs]e",
    "extremist views and the Prevent duty": r"extrem|radicali|prevent duty",
    "pupils who follow staff": r"(?:pupil|child)\w*\b[^.]{0,60}\bfollow",
    "who follows the account": r"\bfollowers?\b|\bfollow the (?:school|account)",
    "replies and direct messages": r"\brepl(?:y|ies)|direct message|\bDMs?\b",
    "the devices that are used": r"\bdevices?\b|ipad|school phone|personal phone",
    "training of those who post": r"\btrain",
    "what is done about something unsuitable": r"\bdelet|\btake[ns]? down|\bremov|\breport(?:ed)? ",
    "complaints": r"complain",
    "data protection": r"data protection|\bGDPR\b|privacy",
}
_PATTERNS = {topic: re.compile(found, re.IGNORECASE) for topic, found in _TOPICS.items()}


def check(document: Document) -> Iterator[Remark]:
    for topic, pattern in _PATTERNS.items():
        if not pattern.search(document.text):
            message = f"No clause speaks of {topic}."
            yield Remark(ID, message, "Add a sentence, or decide together to leave it out.")
