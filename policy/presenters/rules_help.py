"""The rules as the help page explains them: in groups, with what this school's policy makes of
each."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.engine import RuleSet, RuleSetting
from policy.findings import Severity
from policy.rules import BY_ID, LOOK_AT_NO_POST
from schoolsocial.words import Words

GROUPS: dict[Words, tuple[str, ...]] = {
    _("Names and people"): (
        *("pupil-full-name", "pupil-name", "pupil-name-with-photo", "neighbouring-name"),
        *("individual-target", "individual-parent", "other-identifier", "staff-name"),
    ),
    _("Words"): (
        *("text-speak", "grammar", "length", "hashtags", "mention", "link", "duplicate"),
        *("debate-or-reply", "only-channel"),
    ),
    _("What does not belong in a post"): (
        *("offensive", "undermining", "extremism", "politics", "live-location"),
        "sensitive-activity",
    ),
    _("Photos"): (
        *("photo-consent", "faces-unaccounted", "identifiable-faces", "group-only", "alt-text"),
        *("text-in-photo", "copyright", "photo-declarations"),
    ),
    _("Who posts, and when"): (
        *("approver-not-author", "two-approvers", "agreed-policy", "trained", "school-device"),
        *("posting-hours", "policy-in-date", "e-safety-reminder", "emergency-notice"),
    ),
    _("Who follows"): ("follower-checks",),
}

_DOES = {
    Severity.BLOCK: _("Stops a post"),
    Severity.WARN: _("Asks for a reason"),
    Severity.NOTE: _("Only reminds"),
}


@dataclass(frozen=True, slots=True)
class RuleHelp:
    """A rule; `here` says what it does in this school, "" where its policy does not use it."""

    title: str
    help: str
    here: str


@dataclass(frozen=True, slots=True)
class HelpGroup:
    title: Words
    rules: tuple[RuleHelp, ...]


def groups(ruleset: RuleSet | None) -> tuple[HelpGroup, ...]:
    """Every rule there is; `ruleset` is the one in force, if any."""
    return tuple(
        HelpGroup(title, tuple(_rule(rule, ruleset) for rule in rules))
        for title, rules in GROUPS.items()
    )


def _rule(rule: str, ruleset: RuleSet | None) -> RuleHelp:
    setting = ruleset.setting(rule) if ruleset else None
    known = BY_ID[rule]
    here = _here(setting) if setting else ""
    return RuleHelp(str(known.TITLE), str(known.HELP), here)


def _here(setting: RuleSetting) -> str:
    does = gettext("In force") if setting.rule in LOOK_AT_NO_POST else _DOES[setting.severity]
    return gettext("{does}: clause {number}.").format(does=does, number=setting.clause_number)
