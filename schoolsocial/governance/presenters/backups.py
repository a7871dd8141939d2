"""Whether all that a school wrote down could be brought back, in words for governors."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from schoolsocial.operations import queries
from schoolsocial.operations.presenters import Part, Verdict


def present(now: datetime) -> tuple[Part, Part]:
    """The last backup and the last trial of bringing one back: of the whole installation."""
    return _backup(now), _drill(now)


def _backup(now: datetime) -> Part:
    last, label = queries.latest_backup(), "Last backup"
    if last is None:
        said = "No backup has been made yet: what is lost now would not come back."
        return Part("backup", label, Verdict.LOOK, said)
    said = f"Made on {timezone.localtime(last.made_at):%-d %B %Y at %H:%M}."
    if now - last.made_at > timedelta(hours=settings.BACKUP_HOURS):
        said += f" One is due every {settings.BACKUP_HOURS} hours."
        return Part("backup", label, Verdict.WRONG, said)
    return Part("backup", label, Verdict.WELL, said)


def _drill(now: datetime) -> Part:
    last, label = queries.latest_drill(), "Last restore drill"
    if last is None:
        said = "Never: nobody has tried yet whether a backup would come back."
        return Part("drill", label, Verdict.LOOK, said)
    day = f"{timezone.localtime(last.at):%-d %B %Y}"
    if not last.passed:
        said = f"On {day} a backup did not come back as it was."
        return Part("drill", label, Verdict.WRONG, said)
    took = f"{last.seconds} second{'' if last.seconds == 1 else 's'}"
    said = f"On {day} a backup came back as it was, in {took}."
    if now - last.at > queries.TERM:
        return Part("drill", label, Verdict.LOOK, f"{said} That is more than a term ago.")
    return Part("drill", label, Verdict.WELL, said)
