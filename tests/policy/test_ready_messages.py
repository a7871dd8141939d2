"""Words to start from keep to the policies that they serve."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from policy import packs, ready_messages
from policy.engine import check
from policy.facts import Facts, PostKind
from policy.findings import Severity
from policy.length import weigh
from policy.ready_messages import ReadyMessage
from policy.roll import Roll

PACKS = ("st-catherine-of-siena", "hunts-cross", "recommended-2026")
X_TAKES = 280
NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/London"))

each = pytest.mark.parametrize("message", ready_messages.EVERY, ids=lambda message: message.id)


def test_library_is_large_enough_for_a_year_of_weeks() -> None:
    assert len(ready_messages.online_safety()) >= 24
    assert len(ready_messages.notices()) >= 6


def test_ids_are_never_used_twice() -> None:
    assert len(ready_messages.BY_ID) == len(ready_messages.EVERY)


@each
def test_message_fits_a_post(message: ReadyMessage) -> None:
    assert 0 < weigh(message.text) <= X_TAKES


@pytest.mark.parametrize("pack", PACKS)
@each
def test_message_passes_the_rules_of_each_pack(message: ReadyMessage, pack: str) -> None:
    facts = Facts(
        text=message.text,
        photos=(),
        roll=Roll(),
        account_handle="school",
        kind=message.kind,
        at=NOON,
    )

    found = check(facts, packs.load(pack).ruleset(1))

    assert [one for one in found if one.severity is not Severity.NOTE] == []


@each
def test_message_is_sorted_or_named(message: ReadyMessage) -> None:
    if message.kind is PostKind.ONLINE_SAFETY:
        assert message.audience_words
        assert message.topic_words
    else:
        assert message.title


@pytest.mark.parametrize("audience", ready_messages.AUDIENCES)
def test_messages_are_found_by_reader(audience: str) -> None:
    found = ready_messages.online_safety(audience=audience)

    assert found
    assert {message.audience for message in found} == {audience}


@pytest.mark.parametrize("topic", ready_messages.TOPICS)
def test_each_topic_has_a_message(topic: str) -> None:
    assert ready_messages.online_safety(topic=topic)


def test_what_st_catherines_policy_names_is_there() -> None:
    texts = " ".join(message.text for message in ready_messages.online_safety())

    for wanted in ("upset", "report", "Be careful who you talk to", "Never meet", "0800 1111"):
        assert wanted in texts


@pytest.mark.parametrize(
    ("text", "open_still"),
    [
        ("School is closed today.", ()),
        ("School opens at [time] because of [reason].", ("[time]", "[reason]")),
        ("An open [ bracket", ()),
        ("Empty [] too", ("[]",)),
    ],
)
def test_what_is_left_open_is_told(text: str, open_still: tuple[str, ...]) -> None:
    assert ready_messages.still_open(text) == open_still
