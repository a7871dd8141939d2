"""The pages of followers, as people use them."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from moderation.followers.actions import sweeps
from moderation.followers.jobs import reading, reminding
from moderation.followers.models import FollowerCase, Sweep
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.sandbox import archives
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of, make_person
from tests.fixtures.sandbox import SandboxX
from tests.followers.sweeping import HANDLE, case_of, cases, followers, follows, record_of, swept

HOSTILE = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "right to left": "\u202egnp.exe\u2066 school",
    "zalgo": "Z" + "\u0300\u0301\u0302\u0303" * 40,
    "ten thousand": "a" * 10_000,
    "template": "{{ 7|add:7 }}{% load x %}",
}


@pytest.fixture
def case(x_account: Account, head: Person, sandbox: SandboxX) -> FollowerCase:
    return case_of(sandbox, x_account, head, "SomeBody", name="Some Body", bio="Buns")


def address(case: FollowerCase, rest: str = "") -> str:
    return f"/st-catherine/followers/cases/{case.pk}/{rest}"


def test_list_and_case_show_plain_facts(case: FollowerCase, head: Person) -> None:
    client = client_of(head)

    listed = client.get("/st-catherine/followers/").content.decode()
    shown = client.get(address(case)).content.decode()

    assert "@SomeBody" in listed
    assert "Buns" in shown
    assert f"/intent/user?user_id={case.follower.x_user_id}" in shown
    assert "score" not in shown.lower()


@pytest.mark.parametrize("bio", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_are_shown_harmless(
    x_account: Account, head: Person, sandbox: SandboxX, bio: str
) -> None:
    case = case_of(sandbox, x_account, head, "Hostile", name=bio[:50], bio=bio)

    page = client_of(head).get(address(case))

    text = page.content.decode()
    assert page.status_code == 200
    assert "<script>alert" not in text
    assert "onerror=alert(1)>" not in text
    assert len(case.bio) <= 2000
    assert '<bdi dir="auto"' in text


def test_a_decision_goes_on_with_the_next(
    x_account: Account, case: FollowerCase, head: Person, sandbox: SandboxX
) -> None:
    newer = case_of(sandbox, x_account, head, "Newer")

    answer = client_of(head).post(address(newer, "decide/"), {"verdict": "keep"}, follow=True)

    assert answer.redirect_chain[-1][0].startswith(address(case))
    assert [one.reason for one in record_of(newer)] == ["no-concern"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"verdict": "banish"},
        {"verdict": "keep", "reason": "abusive"},
        {"verdict": "block", "note": "x" * 501},
    ],
)
def test_a_decision_that_makes_no_sense_changes_nothing(
    case: FollowerCase, head: Person, sent: dict[str, str]
) -> None:
    answer = client_of(head).post(address(case, "decide/"), sent)

    assert answer.status_code == 422
    assert cases(case.account)[0].state == "open"


def test_decided_twice_is_told(case: FollowerCase, head: Person) -> None:
    client = client_of(head)
    client.post(address(case, "decide/"), {"verdict": "keep"})

    again = client.post(address(case, "decide/"), {"verdict": "block"})

    assert again.status_code == 409
    assert "decided in the meantime" in again.content.decode()


def test_many_are_shown_before_they_are_decided(
    x_account: Account, case: FollowerCase, head: Person, sandbox: SandboxX
) -> None:
    other = case_of(sandbox, x_account, head, "Other")
    client, ids = client_of(head), [case.pk, other.pk]
    path = "/st-catherine/followers/many/"

    first = client.post(path, {"case": ids})
    without = client.post(path, {"case": ids, "sure": "1", "verdict": "keep"})
    assert (first.status_code, without.status_code) == (200, 422)
    assert {one.state for one in cases(x_account)} == {"open"}

    sent = {"case": ids, "sure": "1", "verdict": "block", "reason": "empty"}
    assert client.post(path, sent).status_code == 302
    assert {one.verdict for one in cases(x_account)} == {"block"}


def test_all_that_are_listed_may_be_kept_and_not_blocked(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 30)
    swept(x_account, head)
    client, path = client_of(head), "/st-catherine/followers/many/?protected=no"
    wanted = [one.pk for one in cases(x_account) if one.protected is False]

    page = client.post(path, {"every": "1"}).content.decode()
    assert f"<strong>{len(wanted)} followers</strong>" in page

    sent: dict[str, Any] = {"every": "1", "case": wanted, "sure": "1", "reason": "empty"}
    assert client.post(path, sent | {"verdict": "block"}).status_code == 422
    done = client.post(path, sent | {"verdict": "keep", "reason": "no-concern"})
    assert done.status_code == 302
    assert len(cases(x_account, state="decided")) == len(wanted)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("protected=yes", {"Shut"}),
        ("bare=words", {"Shut", "Bare"}),
        ("young=30", {"Bare", "Shut"}),
        ("kind=returned", set()),
        ("state=decided", set()),
        ("known=parent", set()),
        ("sort=handle", {"Old1", "Shut", "Bare"}),
        ("sort=youngest&protected=no", {"Old1", "Bare"}),
        ("account=x&sort=score", {"Old1", "Shut", "Bare"}),
    ],
)
def test_filters_are_of_facts(
    x_account: Account, head: Person, sandbox: SandboxX, query: str, found: set[str]
) -> None:
    long_ago = timezone.now() - timedelta(days=4000)
    follows(sandbox, x_account, "Old1", bio="Words", at=long_ago)
    follows(sandbox, x_account, "Shut", protected=True)
    follows(sandbox, x_account, "Bare")
    swept(x_account, head)

    page = client_of(head).get(f"/st-catherine/followers/?{query}").content.decode()

    assert {name for name in ("Old1", "Shut", "Bare") if f">@{name}<" in page} == found


@pytest.mark.parametrize("sort", ["newest", "youngest", "followers", "handle"])
def test_pages_hold_everybody_once_in_every_order(
    x_account: Account, head: Person, sandbox: SandboxX, sort: str
) -> None:
    sandbox.gather_crowd(HANDLE, 60)
    swept(x_account, head)
    client, found, cursor = client_of(head), [], ""

    for _ in range(3):
        shown = client.get(f"/st-catherine/followers/?sort={sort}&from={cursor}").context["list"]
        found += [row.case.pk for row in shown.rows]
        cursor = shown.next

    assert (len(found), len(set(found)), cursor) == (60, 60, "")
    back = client.get(f"/st-catherine/followers/?sort={sort}&from={shown.previous}")
    assert [row.case.pk for row in back.context["list"].rows] == found[25:50]


def test_checked_nothing_new_is_one_tap(x_account: Account, head: Person, school: School) -> None:
    client = client_of(head)
    assert "Nobody has looked" in client.get("/st-catherine/followers/").content.decode()

    client.post("/st-catherine/followers/checked/")

    page = client.get("/st-catherine/followers/").content.decode()
    assert "are to be looked at again by" in page


def test_nothing_new_is_not_said_while_somebody_waits(case: FollowerCase, head: Person) -> None:
    client = client_of(head)

    answer = client.post("/st-catherine/followers/checked/", follow=True).content.decode()

    assert "There are followers to decide about" in answer


def test_leaders_are_reminded_once_a_week_until_it_is_done(
    case: FollowerCase, head: Person, school: School
) -> None:
    now = timezone.now()
    client_of(head).post(address(case, "decide/"), {"verdict": "keep"})
    for days in (1, 31, 32, 39):
        reminding.remind(now + timedelta(days=days))

    with scope.school(school.pk):
        letters = Letter.objects.filter(kind="followers-to-check", to=head.email)
        assert letters.count() == 2


@pytest.mark.parametrize(("days", "letters"), [(29, 0), (31, 1)])
def test_a_school_that_never_read_its_followers_is_reminded_in_its_time(
    x_account: Account, head: Person, school: School, days: int, letters: int
) -> None:
    now = timezone.now()
    with scope.school(school.pk):
        Account.objects.filter(pk=x_account.pk).update(connected_at=now - timedelta(days=days))

    reminding.remind(now)

    with scope.school(school.pk):
        assert Letter.objects.filter(kind="followers-to-check", to=head.email).count() == letters


def archive_of(sandbox: SandboxX, handle: str = HANDLE) -> SimpleUploadedFile:
    world = sandbox.server.world
    account = world.accounts.by_handle(handle)
    assert account is not None
    return SimpleUploadedFile("twitter.zip", archives.build(world, account))


def bring(client: Client, account: Account, file: SimpleUploadedFile) -> Any:
    path = "/st-catherine/followers/readings/archive/"
    return client.post(path, {"account": account.pk, "file": file})


def read_all(account: Account) -> Sweep:
    with scope.school(account.school_id):
        sweep = Sweep.objects.latest("pk")
    reading.carry_on(sweep.school_id, sweep.pk)
    with scope.school(account.school_id):
        return Sweep.objects.get(pk=sweep.pk)


def test_an_archive_makes_cases_of_numbers_with_links(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 1005)
    client = client_of(head)

    assert bring(client, x_account, archive_of(sandbox)).status_code == 302
    sweep = read_all(x_account)

    assert (sweep.state, sweep.pages, sweep.newcomers, sweep.file) == ("done", 2, 1005, "")
    case = cases(x_account)[0]
    page = client.get(address(case)).content.decode()
    assert (case.handle, case.facts_at) == ("", None)
    assert f"/intent/user?user_id={case.follower.x_user_id}" in page
    assert f"Number {case.follower.x_user_id}" in page


def test_facts_that_come_later_fill_the_case_of_an_archive(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    follows(sandbox, x_account, "Later", bio="Words")
    bring(client_of(head), x_account, archive_of(sandbox))
    read_all(x_account)

    sweep = swept(x_account, head)

    [case] = cases(x_account)
    assert (sweep.newcomers, sweep.changed) == (0, 0)
    assert (case.handle, case.bio, case.state) == ("Later", "Words", "open")


def test_an_older_archive_is_refused(x_account: Account, head: Person, sandbox: SandboxX) -> None:
    old = archive_of(sandbox)
    swept(x_account, head)

    answer = bring(client_of(head), x_account, old)

    assert answer.status_code == 422
    assert "before the followers were last read" in answer.content.decode()


def test_the_archive_of_another_account_is_refused(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.add_account("Elsewhere")

    answer = bring(client_of(head), x_account, archive_of(sandbox, "Elsewhere"))

    assert answer.status_code == 422
    with scope.school(x_account.school_id):
        assert not Sweep.objects.exists()


def test_a_file_that_is_no_archive_is_refused(x_account: Account, head: Person) -> None:
    answer = bring(
        client_of(head), x_account, SimpleUploadedFile("a.zip", io.BytesIO(b"PK").read())
    )

    assert answer.status_code == 422


def paste(client: Client, account: Account, handles: str) -> Any:
    sent = {"account": account.pk, "handles": handles}
    return client.post("/st-catherine/followers/readings/list/", sent)


def test_a_pasted_list_makes_cases_and_declares_nobody_gone(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    follows(sandbox, x_account, "Known")
    swept(x_account, head)

    paste(client_of(head), x_account, "@New1, https://x.com/New2\nNEW1")

    assert sorted(one.handle for one in followers(x_account, x_user_id=None)) == ["New1", "New2"]
    assert followers(x_account, gone_at__isnull=False) == []
    assert len(cases(x_account)) == 3


def test_a_pasted_handle_gets_its_number_when_x_tells_it(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    paste(client_of(head), x_account, "somebody")
    person = follows(sandbox, x_account, "SomeBody", bio="Words")

    sweep = swept(x_account, head)

    [follower] = followers(x_account)
    [case] = cases(x_account)
    assert (sweep.newcomers, follower.x_user_id, case.bio) == (0, int(person), "Words")


@pytest.mark.parametrize("handles", ["", "   ", "not a handle!", "@" + "x" * 16, "a" * 200_001])
def test_a_list_of_rubbish_is_refused_and_kept_as_typed(
    x_account: Account, head: Person, handles: str
) -> None:
    answer = paste(client_of(head), x_account, handles)

    assert answer.status_code == 422
    assert followers(x_account) == []


@pytest.fixture
def own(x_account: Account, school: School, teacher: Person) -> Account:
    """The teacher's own professional account."""
    with scope.school(school.pk):
        return Account.objects.create(
            school=school,
            handle="MissTeach",
            name="Miss Teach",
            kind="staff",
            owner=teacher,
            x_user_id="77",
            access_token=b"sealed",
            connected_at=timezone.now(),
        )


def test_a_staff_account_is_its_owners_until_they_agree(
    own: Account, teacher: Person, head: Person, sandbox: SandboxX
) -> None:
    page = "/st-catherine/followers/readings/"
    assert "@MissTeach" not in client_of(head).get(page).content.decode()
    refused = client_of(teacher).post(
        f"/st-catherine/followers/accounts/{own.pk}/read/", follow=True
    )
    assert "only if its owner agrees" in refused.content.decode()

    agree = f"/st-catherine/followers/accounts/{own.pk}/agree/"
    assert client_of(head).post(agree, {"agree": "yes"}).status_code == 404
    client_of(teacher).post(agree, {"agree": "yes"})

    assert "@MissTeach" in client_of(head).get(page).content.decode()


def test_who_no_longer_agrees_stops_the_reading(own: Account, teacher: Person) -> None:
    client, agree = client_of(teacher), f"/st-catherine/followers/accounts/{own.pk}/agree/"
    client.post(agree, {"agree": "yes"})
    client.post(f"/st-catherine/followers/accounts/{own.pk}/read/")

    client.post(agree, {"agree": "no"})

    with scope.school(own.school_id):
        assert list(Sweep.objects.values_list("state", flat=True)) == ["stopped"]


def test_database_sweeps_no_staff_account_without_its_owner(own: Account) -> None:
    now = timezone.now()
    with pytest.raises(IntegrityError, match="owner agrees"), scope.school(own.school_id):
        Sweep.objects.create(
            school_id=own.school_id, account=own, source="x", whole=True, began_at=now, again_at=now
        )


def test_a_teacher_sees_nothing_of_the_schools_account(case: FollowerCase, teacher: Person) -> None:
    client = client_of(teacher)

    assert client.get(address(case)).status_code == 404
    assert "@SomeBody" not in client.get("/st-catherine/followers/").content.decode()


def test_plan_begins_by_itself_and_only_when_due(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    path = f"/st-catherine/followers/accounts/{x_account.pk}/plan/"
    client_of(head).post(path, {"on": "on", "every_days": "7"})

    reading.begin_due()
    reading.begin_due()

    assert len(reading.due()) == 1
    with scope.school(x_account.school_id):
        assert Sweep.objects.get().by is None


def test_nothing_begins_by_itself_before_a_leader_says_so(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    swept(x_account, head)

    reading.begin_due()

    assert reading.due() == []


def test_stopped_by_hand_takes_nothing_over(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    sandbox.gather_crowd(HANDLE, 3)
    with scope.school(x_account.school_id):
        sweep = sweeps.begin(account=x_account, by=head, now=timezone.now())

    client_of(head).post(f"/st-catherine/followers/readings/{sweep.pk}/stop/")
    reading.carry_on(sweep.school_id, sweep.pk)

    assert followers(x_account) == []
    assert sandbox.requests("followers") == []


def test_a_teacher_does_not_sign(case: FollowerCase, school: School) -> None:
    teacher = make_person(school, Role.TEACHER)

    assert client_of(teacher).post(address(case, "sign/")).status_code == 403
