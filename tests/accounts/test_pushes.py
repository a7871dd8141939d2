"""Notices reach people's devices once, in their hours, and say nothing of what they are about."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from schoolsocial.accounts import push_setup, tasks
from schoolsocial.accounts.actions import notices, people, pushes
from schoolsocial.accounts.jobs import letters as letter_jobs
from schoolsocial.accounts.jobs import pushes as jobs
from schoolsocial.accounts.models import Membership, Notice, Person, Push, School
from schoolsocial.accounts.notice_kinds import KINDS, Topic
from schoolsocial.accounts.push_messages import QUIET
from schoolsocial.accounts.quiet_hours import Hours
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.operations import queries as operations
from schoolsocial.tenancy import scope
from tests.accounts import pushing
from tests.accounts.pushing import SCHOOL_HOURS, deliver_due, pushes_of, switch_on, tell
from tests.accounts.test_notices import choose
from tests.cast import in_scope, join
from tests.consent.families import make_pupil
from tests.web_push.receiving import Browser, PushService, listening

NIGHT = datetime(2026, 11, 30, 22, tzinfo=UTC)
SAFETY = sorted(code for code, kind in KINDS.items() if kind.topic is Topic.SAFEGUARDING)
URGENT = sorted(code for code, kind in KINDS.items() if kind.urgent)
PLAIN = sorted(KINDS.keys() - set(SAFETY))
CANARY = "Zebedee Quillfeather"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(SCHOOL_HOURS, tick=False) as found:
        yield found


@pytest.fixture
def service(settings: Settings) -> Iterator[PushService]:
    with listening(push_setup.server_key().public) as found:
        settings.PUSH_SERVICES = [found.host]
        yield found


@pytest.fixture
def ipad(service: PushService, head: Person) -> Browser:
    """The head's."""
    browser = service.browser("ipad")
    switch_on(head, browser)
    return browser


def states(school: School) -> list[tuple[str, str]]:
    return [(push.state, push.trouble) for push in pushes_of(school)]


def test_notice_is_shown_on_the_device_with_one_link(
    school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    letter = tell(school, head)

    deliver_due()

    [taken] = service.taken
    assert ipad.notification(taken.body) == {
        "title": school.name,
        "body": "A draft waits for your review",
        "navigate": f"http://127.0.0.1:8000/st-catherine/inbox/{letter.notice_id}/",
        "tag": f"draft-waiting-{school.pk}",
        "lang": "en-GB",
    }
    assert states(school) == [("sent", "")]


@pytest.mark.parametrize("kind", SAFETY)
def test_what_keeps_children_safe_says_no_more_than_that(
    school: School, head: Person, service: PushService, ipad: Browser, kind: str
) -> None:
    tell(school, head, kind)

    deliver_due()

    shown = ipad.notification(service.taken[0].body)
    assert (shown["title"], shown["body"]) == ("School Social", str(QUIET))
    assert kind not in json.dumps(shown)
    assert service.taken[0].headers["Urgency"] == "high"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_word_of_anybody_is_sent(
    school: School, head: Person, service: PushService, ipad: Browser, kind: str
) -> None:
    with in_scope(school.pk):
        make_pupil(school, *CANARY.split())
        Notice.objects.create(
            school=school, person=head, kind=kind, path=f"/p/{CANARY}/", at=SCHOOL_HOURS
        )
        notice = Notice.objects.get()
        pushes.queue(school=school, notice=notice, leaves_at=None, now=SCHOOL_HOURS)

    deliver_due()

    [taken] = service.taken
    sent = ipad.opened(taken.body).decode()
    said = f"{sent} {taken.headers}"
    for word in (*CANARY.split(), head.name.split()[0], head.email):
        assert word not in said
    assert set(json.loads(sent)["notification"]) == {"title", "body", "navigate", "tag", "lang"}


def test_service_cannot_tell_kinds_apart(
    school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    for kind in ("contact-noticed", "posting-stopped"):
        tell(school, head, kind)

    deliver_due()

    topics = [taken.headers["Topic"] for taken in service.taken]
    assert len({len(taken.body) for taken in service.taken}) == 1
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", topic) for topic in topics)
    assert [kind for kind in KINDS for topic in topics if kind in topic] == []


def test_repeated_one_replaces_the_one_before(
    school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    for kind in ("draft-waiting", "draft-waiting", "draft-escalated"):
        tell(school, head, kind)

    deliver_due()

    tags = [ipad.notification(taken.body)["tag"] for taken in service.taken]
    topics = [taken.headers["Topic"] for taken in service.taken]
    assert tags[0] == tags[1] != tags[2]
    assert topics[0] == topics[1] != topics[2]


def test_each_device_is_told_once_however_often_the_worker_looks(
    school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    switch_on(head, service.browser("phone"))
    tell(school, head)
    first = pushes_of(school)[0]

    for _ in range(3):
        jobs.deliver(school.pk, first.pk)
        deliver_due()

    assert sorted(taken.path for taken in service.taken) == ["/push/ipad", "/push/phone"]


def test_bell_rings_once_the_notice_is_there(
    school: School,
    head: Person,
    ipad: Browser,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rung: list[tuple[object, ...]] = []
    monkeypatch.setattr(pushes, "ring", lambda *told: rung.append(told))

    with django_capture_on_commit_callbacks(execute=True):
        tell(school, head)
        assert rung == []

    assert rung == [(tasks.deliver_push, school.pk, pushes_of(school)[0].pk)]


def test_what_no_bell_announced_is_found(school: School, head: Person, ipad: Browser) -> None:
    tell(school, head)

    assert jobs.due() == [(school.pk, pushes_of(school)[0].pk)]


def test_quiet_hours_hold_for_devices(
    school: School,
    head: Person,
    service: PushService,
    ipad: Browser,
    clock: time_machine.Traveller,
) -> None:
    clock.move_to(NIGHT)
    tell(school, head)
    deliver_due()
    assert service.taken == []

    clock.move_to(datetime(2026, 12, 1, 7, 1, tzinfo=UTC))
    deliver_due()

    assert (len(service.taken), states(school)) == (1, [("sent", "")])


@pytest.mark.parametrize("kind", URGENT)
def test_what_is_urgent_waits_for_no_hour(
    school: School, head: Person, ipad: Browser, kind: str
) -> None:
    choose(head, school, Hours(time(11), time(12)), review="weekly", posts="weekly")

    tell(school, head, kind, NIGHT)

    [push] = pushes_of(school)
    assert push.next_try_at == NIGHT


def test_what_goes_in_a_digest_is_on_no_screen(school: School, head: Person, ipad: Browser) -> None:
    choose(head, school, review="daily")

    tell(school, head, "draft-waiting")

    assert pushes_of(school) == []


def test_what_was_read_meanwhile_is_not_shown(
    school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    tell(school, head)
    with in_scope(school.pk):
        place = Membership.objects.get(person=head)
        notices.read_all(membership=place, now=SCHOOL_HOURS)

    deliver_due()

    assert (service.taken, states(school)) == ([], [("given_up", "read")])


def test_what_is_worth_no_more_is_not_shown(
    school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    tell(school, head)
    pushing.bring_forward(school, timedelta(hours=4))

    deliver_due()

    assert (service.taken, states(school)) == ([], [("given_up", "too-late")])


def test_service_keeps_it_as_long_as_it_is_worth(
    school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    tell(school, head)
    tell(school, head, "incident-reported")

    deliver_due()

    assert [taken.headers["TTL"] for taken in service.taken] == ["14400", "86400"]


@pytest.mark.parametrize("status", [404, 410])
def test_device_that_is_gone_loses_its_address(
    school: School, head: Person, service: PushService, ipad: Browser, status: int
) -> None:
    service.statuses = [status]
    tell(school, head)
    tell(school, head, "draft-escalated")

    deliver_due()
    tell(school, head, "draft-overdue")
    deliver_due()

    [device] = pushing.devices_of(head)
    assert (device.address_hash, bytes(device.sealed)) == ("", b"")
    assert device.gone_at == SCHOOL_HOURS
    assert len(service.taken) == 1
    assert states(school) == [("given_up", "gone"), ("given_up", "does-not-open")]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_busy_service_is_asked_again_later(
    school: School, head: Person, service: PushService, ipad: Browser, status: int
) -> None:
    service.statuses = [status, status, 201]
    tell(school, head)

    deliver_due()
    deliver_due()  # not yet
    assert (len(service.taken), states(school)) == (1, [("waiting", "busy")])
    for _ in range(2):
        pushing.bring_forward(school, timedelta(minutes=3))
        deliver_due()

    assert (len(service.taken), states(school)) == (3, [("sent", "")])


def test_service_is_asked_no_earlier_than_it_said(
    school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    service.statuses, service.headers = [429], {"Retry-After": "3600"}
    tell(school, head)

    deliver_due()

    [push] = pushes_of(school)
    assert push.next_try_at == SCHOOL_HOURS + timedelta(hours=1)


def test_tries_end_when_it_is_worth_no_more(
    school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    service.statuses, service.headers = [503], {"Retry-After": "20000"}
    tell(school, head)

    deliver_due()

    assert states(school) == [("given_up", "busy")]


def test_worker_that_died_leaves_it_to_another(
    school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    tell(school, head)
    with in_scope(school.pk):
        Push.objects.update(claimed_until=SCHOOL_HOURS + timedelta(seconds=60), tries=1)
    deliver_due()
    assert service.taken == []

    pushing.bring_forward(school, timedelta(seconds=61))
    deliver_due()

    assert states(school) == [("sent", "")]


def test_mail_goes_whatever_becomes_of_the_push(
    school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    for status in (201, 410):
        service.statuses = [status]
        letter = tell(school, head, "incident-reported")
        deliver_due()
        letter_jobs.deliver(school.pk, letter.pk)

    assert len(mail.outbox) == 2


def test_push_goes_whatever_becomes_of_the_mail(
    school: School, head: Person, service: PushService, ipad: Browser, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.test_letters.ClosedServer"
    letter = tell(school, head)
    letter_jobs.deliver(school.pk, letter.pk)

    deliver_due()

    assert len(service.taken) == 1


def test_nobody_is_told_of_a_school_they_left(
    school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    tell(school, head)
    with in_scope(school.pk):
        Membership.objects.filter(person=head).update(is_active=False)

    deliver_due()

    assert (service.taken, states(school)) == ([], [("given_up", "left")])


def test_device_tells_of_every_school_of_its_person(
    school: School, other_school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    with in_scope(school.pk):
        roles = Membership.objects.get(person=head).roles
    join(head, other_school, *map(Role, roles))
    for one in (school, other_school):
        tell(one, head)

    deliver_due()

    titles = [ipad.notification(taken.body)["title"] for taken in service.taken]
    assert titles == [school.name, other_school.name]


@pytest.mark.parametrize("missing", ["PUSH_KEY", "TOKEN_KEYS"])
def test_without_a_key_all_else_works(
    school: School, head: Person, settings: Settings, missing: str
) -> None:
    setattr(settings, missing, "" if missing == "PUSH_KEY" else {})

    letter = tell(school, head)
    letter_jobs.deliver(school.pk, letter.pk)

    assert (len(mail.outbox), pushes_of(school), push_setup.is_set_up()) == (1, [], False)


def test_devices_of_another_key_wait_for_their_next_visit(
    school: School, head: Person, ipad: Browser, service: PushService, settings: Settings
) -> None:
    settings.PUSH_KEY = "YSBzdHJhbmdlciB3aG8gc2VuZHMgcHVzaGVzIGhlcmU="

    tell(school, head)

    assert pushes_of(school) == []
    assert len(pushing.devices_of(head)) == 1


def test_try_is_shown_and_tells_of_nothing(
    school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    [device] = pushing.devices_of(head)
    with in_scope(school.pk):
        pushes.try_out(school=school, device=device, now=SCHOOL_HOURS)
        with pytest.raises(pushes.TryUnderWay):
            pushes.try_out(school=school, device=device, now=SCHOOL_HOURS)

    deliver_due()

    [taken] = service.taken
    assert ipad.notification(taken.body)["body"] == "This is a try. A notice looks like this."
    assert pushing.devices_of(head)[0].worked_at == SCHOOL_HOURS


def test_address_and_keys_are_sealed_and_in_no_event(
    school: School, head: Person, ipad: Browser
) -> None:
    [device] = pushing.devices_of(head)
    told = ipad.told()

    assert [word for word in told.values() if word.encode() in bytes(device.sealed)] == []
    with scope.platform():
        events = str(list(Event.objects.values("verb", "payload")))
    assert "push.switched_on" in events
    assert [word for word in (*told.values(), "iPad") if word in events] == []


def test_address_moved_to_another_person_does_not_open(
    school: School, head: Person, deputy: Person, service: PushService, ipad: Browser
) -> None:
    switch_on(deputy, service.browser("phone"))
    stolen, own = pushing.devices_of(head)[0], pushing.devices_of(deputy)[0]
    with scope.person(deputy.pk):
        type(own).objects.filter(pk=own.pk).update(sealed=stolen.sealed)
    tell(school, deputy)

    deliver_due()

    assert (service.taken, states(school)) == ([], [("given_up", "does-not-open")])


def test_one_browser_tells_one_person(
    school: School, head: Person, deputy: Person, service: PushService, ipad: Browser
) -> None:
    tell(school, head)

    switch_on(deputy, ipad)

    assert (pushing.devices_of(head), pushes_of(school)) == ([], [])
    assert len(pushing.devices_of(deputy)) == 1


def test_nobody_is_told_on_more_than_ten_devices(head: Person) -> None:
    for number in range(10):
        pushing.device(head, str(number))

    with pytest.raises(pushes.TooManyDevices):
        pushing.device(head, "another")


def test_who_is_deactivated_is_told_nowhere(
    school: School, head: Person, admin: Person, ipad: Browser
) -> None:
    tell(school, head)

    with in_scope(school.pk):
        people.deactivate(membership=Membership.objects.get(person=head), by=admin)

    assert (pushing.devices_of(head), pushes_of(school)) == ([], [])


def test_device_nobody_signs_in_on_is_forgotten(school: School, head: Person) -> None:
    used, unused = pushing.device(head, "used"), pushing.device(head, "unused")
    with scope.person(head.pk):
        type(used).objects.filter(pk=unused.pk).update(seen_on=SCHOOL_HOURS - timedelta(days=91))

    jobs.forget(SCHOOL_HOURS)

    assert [device.pk for device in pushing.devices_of(head)] == [used.pk]


def test_what_was_settled_long_ago_is_forgotten_and_what_waits_is_not(
    school: School, head: Person, service: PushService, ipad: Browser
) -> None:
    tell(school, head)
    deliver_due()
    tell(school, head)

    jobs.forget(SCHOOL_HOURS + timedelta(days=31))

    assert states(school) == [("waiting", "")]


def test_page_of_health_asks_how_long_they_wait(
    school: School, head: Person, ipad: Browser
) -> None:
    tell(school, head)

    [queue] = [one for one in operations.queues(SCHOOL_HOURS) if one.code == "pushes"]
    assert queue.oldest == SCHOOL_HOURS


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("PUSH_KEY", "", []),
        ("PUSH_KEY", "not a key", ["push.E001"]),
        ("PUSH_CONTACT", "http://127.0.0.1:8000", ["push.W001"]),
        ("TOKEN_KEYS", {}, ["push.W002"]),
        ("PUSH_CONTACT", "https://social.example", []),
    ],
)
def test_check_says_what_is_wrong(
    settings: Settings, name: str, value: object, found: list[str]
) -> None:
    settings.SECURE = True
    setattr(settings, name, value)

    said = push_setup.check()

    assert [one.id for one in said] == found
    assert all(one.hint for one in said)
