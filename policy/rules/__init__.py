"""The rules a policy may call upon, each a small pure file of its own.

To add one: write the file after the pattern of its neighbours, list it in `RULES`, and give it
a test file of the same name.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.rules import (
    agreed_policy,
    alt_text,
    approver_not_author,
    debate_or_reply,
    duplicate,
    e_safety_reminder,
    emergency_notice,
    extremism,
    faces_unaccounted,
    follower_checks,
    grammar,
    group_only,
    hashtags,
    identifiable_faces,
    individual_parent,
    individual_target,
    length,
    link,
    live_location,
    mention,
    neighbouring_name,
    offensive,
    only_channel,
    other_identifier,
    photo_consent,
    photo_declarations,
    policy_in_date,
    politics,
    posting_hours,
    pupil_full_name,
    pupil_name,
    pupil_name_with_photo,
    school_device,
    sensitive_activity,
    staff_name,
    text_in_photo,
    text_speak,
    trained,
    two_approvers,
    undermining,
)
from policy.rules import copyright as copyright_rule
from policy.said import Later


class Rule(Protocol):
    """A module of this package.

    `OPTIONS` are the options it takes, with their defaults; `HELP` says in a sentence or two what
    the rule looks for and what to do about it.
    """

    ID: str
    TITLE: Later
    HELP: Later
    OPTIONS: dict[str, Option]

    def check(self, facts: Facts, options: Options, /) -> Iterator[Mark]: ...


RULES: tuple[Rule, ...] = (
    pupil_full_name,
    pupil_name,
    pupil_name_with_photo,
    individual_target,
    individual_parent,
    other_identifier,
    text_speak,
    grammar,
    length,
    hashtags,
    offensive,
    undermining,
    extremism,
    politics,
    mention,
    debate_or_reply,
    live_location,
    only_channel,
    link,
    staff_name,
    duplicate,
    neighbouring_name,
    photo_consent,
    faces_unaccounted,
    group_only,
    identifiable_faces,
    alt_text,
    text_in_photo,
    copyright_rule,
    sensitive_activity,
    photo_declarations,
    approver_not_author,
    two_approvers,
    agreed_policy,
    trained,
    school_device,
    posting_hours,
    policy_in_date,
    e_safety_reminder,
    emergency_notice,
    follower_checks,
)

BY_ID: Mapping[str, Rule] = {rule.ID: rule for rule in RULES}

LOOK_AT_NO_POST = frozenset({follower_checks.ID})
"""Rules that only hold what other pages go by: how grave a breach would be is not asked for."""
