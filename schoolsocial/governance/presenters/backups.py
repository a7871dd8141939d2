"""Whether all that a school wrote down could be brought back, in words for governors."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from schoolsocial.operations import queries
from schoolsocial.operations.presenters import Part, Verdict


def present(now: datetime) -> tuple[Part, Part]:
    """The last backup and the last trial of bringing one back: of the whole installation."""
    return _backup(now), _drill(now)


def _backup(now: datetime) -> Part:
    last, label = queries.latest_backup(), gettext("Last backup")
    if last is None:
        said = gettext("No backup has been made yet: what is lost now would not come back.")
        return Part("backup", label, Verdict.LOOK, said)
    made, hours = timezone.localtime(last.made_at), settings.BACKUP_HOURS
    when = {"day": date_format(made, "j F Y"), "time": f"{made:%H:%M}"}
    if now - last.made_at > timedelta(hours=hours):
        late = ngettext(
            "Made on {day} at {time}. One is due every hour.",
            "Made on {day} at {time}. One is due every {hours} hours.",
            hours,
        ).format(**when, hours=hours)
        return Part("backup", label, Verdict.WRONG, late)
    said = gettext("Made on {day} at {time}.").format(**when)
    return Part("backup", label, Verdict.WELL, said)


def _drill(now: datetime) -> Part:
    last, label = queries.latest_drill(), gettext("Last restore drill")
    if last is None:
        said = gettext("Never: nobody has tried yet whether a backup would come back.")
        return Part("drill", label, Verdict.LOOK, said)
    day = date_format(timezone.localtime(last.at), "j F Y")
    if not last.passed:
        said = gettext("On {day} a backup did not come back as it was.").format(day=day)
        return Part("drill", label, Verdict.WRONG, said)
    said = ngettext(
        "On {day} a backup came back as it was, in {count} second.",
        "On {day} a backup came back as it was, in {count} seconds.",
        last.seconds,
    ).format(day=day, count=last.seconds)
    if now - last.at > queries.TERM:
        old = gettext("{drill} That is more than a term ago.").format(drill=said)
        return Part("drill", label, Verdict.LOOK, old)
    return Part("drill", label, Verdict.WELL, said)
