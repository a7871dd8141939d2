"""What the rules may know of a post, gathered from the roll, the account and the pictures."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone

from consent.queries.roll import RollStamp, roll_names, roll_stamp
from moderation.drafts import neighbours, pictured, placed
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.process import Asked, process_of
from moderation.drafts.wall_clock import LONDON
from policy.engine import RuleSet
from policy.facts import Facts, Moment, PhotoFacts, PostKind
from policy.models import PolicyVersion
from policy.queries import NoPolicy, ruleset_of, version_in_force
from policy.roll import PupilName, Roll
from policy.rules import emergency_notice, group_only
from schoolsocial.accounts.models import School
from schoolsocial.accounts.queries import staff_names

LATE = timedelta(minutes=15)  # by which sending may lag behind the hour that was approved
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "rev", "sir", "revd"})
_NEIGHBOURING_NAME, _DUPLICATE = "neighbouring-name", "duplicate"


def gather(
    post: Post, asked: Asked, version: PolicyVersion, ruleset: RuleSet, *, agreed: bool
) -> Facts:
    """The post as the rules of that version see it, to which its author agreed or not yet, with
    today's roll."""
    stamp = roll_stamp(post.school)
    roll = _roll(post.school_id, stamp)
    phrases = (post.school.name,)
    moment = _goes_out(post, asked)
    return Facts(
        text=post.text,
        photos=photos_of(post, ruleset, (moment or asked.now).astimezone(LONDON).date()),
        roll=roll,
        account_handle=post.account.handle,
        school_phrases=phrases,
        staff=staff_of(post.school),
        kind=_kind(post, ruleset),
        at=moment.astimezone(LONDON) if moment else None,
        today=asked.day,
        neighbours=neighbours.around(
            post,
            moment or asked.now,
            days=_days(ruleset),
            names_pupil=lambda text: _names_pupil(post.school_id, stamp, phrases, text),
        ),
        held_until_back=post.trip_id is not None,
        process=process_of(
            post,
            asked,
            version,
            rules={setting.rule for setting in ruleset.settings},
            agreed=agreed,
        ),
    )


def _kind(post: Post, ruleset: RuleSet) -> PostKind:
    """What the post was begun as. A policy that says nothing of emergency notices knows none: what
    calls itself one is a post like any other, at its hours and with its approvers."""
    kind = PostKind(post.kind)
    if kind is PostKind.EMERGENCY and ruleset.setting(emergency_notice.ID) is None:
        return PostKind.ORDINARY
    return kind


def roll_of(school: School) -> Roll:
    """The names on the school's roll, indexed; kept in memory until the roll changes."""
    return _roll(school.pk, roll_stamp(school))


def staff_of(school: School) -> Roll:
    """The names of the school's active members, indexed; kept until one changes."""
    return _staff(tuple(staff_names(school.pk)))


def _goes_out(post: Post, asked: Asked) -> datetime | None:
    """When the post would go out. A few minutes' lag in sending is no other hour."""
    if asked.moment is not Moment.SENDING:
        return asked.at
    planned = post.scheduled_for
    return planned if planned and asked.now - planned < LATE else asked.now


def photos_of(post: Post, ruleset: RuleSet, day: date) -> tuple[PhotoFacts, ...]:
    """The pictures with what is known of them, and who may be shown on that day."""
    rows = placed.pictures_of(post)
    shown = pictured.pictured(rows, day)
    return tuple(photo_of(row, shown, group_of(ruleset)) for row in rows)


def group_of(ruleset: RuleSet) -> int:
    """How many pupils make a group."""
    return int((ruleset.options(group_only.ID) or {}).get("minimum", pictured.GROUP))


def group_in_force(school: School) -> int:
    """The same by the policy of today."""
    try:
        return group_of(ruleset_of(version_in_force(school, timezone.localdate())))
    except NoPolicy:
        return pictured.GROUP


def photo_of(row: PostPhoto, shown: pictured.Pictured, group: int = pictured.GROUP) -> PhotoFacts:
    """A picture with what is known of it."""
    said = PhotoFacts(
        position=row.position,
        alt_text=row.alt_text,
        shows_pupils=row.shows_pupils,
        pupils_counted=row.pupils_counted,
        written=row.photo.written,
        rights=tuple(row.photo.rights),
        source=row.source,
        declared=frozenset(row.declared),
        file_name=row.photo.file_name,
        picture_id=row.photo.sha256,
    )
    return replace(said, **pictured.known(said, row.photo, shown, group))


def _days(ruleset: RuleSet) -> int:
    """How many days around its hour the account's other posts matter to these rules."""
    near = neighbours.NEAR.days if ruleset.setting(_NEIGHBOURING_NAME) else 0
    repeated = ruleset.options(_DUPLICATE) or {}
    return max(near, int(repeated.get("days", 0)))


@lru_cache(maxsize=32)
def _roll(school_id: int, _stamp: RollStamp) -> Roll:
    return Roll.of(PupilName(*names) for names in roll_names(school_id))


@lru_cache(maxsize=4096)
def _names_pupil(school_id: int, stamp: RollStamp, phrases: tuple[str, ...], text: str) -> bool:
    return bool(_roll(school_id, stamp).find(text, not_pupils=phrases))


@lru_cache(maxsize=32)
def _staff(names: tuple[tuple[int, str], ...]) -> Roll:
    return Roll.of(_named(pk, name) for pk, name in names)


def _named(pk: int, name: str) -> PupilName:
    """First word and last word of a name without its title; one word after a title is a surname."""
    words = name.split()
    rest = [word for word in words if word.rstrip(".").lower() not in _TITLES]
    if len(rest) == 1:
        return PupilName(pk, "", rest[0]) if rest != words else PupilName(pk, rest[0], "")
    return PupilName(pk, rest[0], rest[-1]) if rest else PupilName(pk, "", "")
