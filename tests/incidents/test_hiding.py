"""A reply is hidden once evidence is kept, whatever X answers, or by hand, and shown again."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from moderation.incidents.actions import evidence, hiding
from moderation.incidents.actions.evidence import Seen
from moderation.incidents.jobs import hiding as job
from moderation.incidents.models import Hiding, Incident
from moderation.incidents.replies import tweet_id_in
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x import errors
from schoolsocial.x.client import XClient
from schoolsocial.x.models import Account, Charge
from tests.cast import client_of, run_sql
from tests.drafts.forcing import refused
from tests.drafts.outgoing import HANDLE
from tests.fixtures.sandbox import SandboxX
from tests.incidents.telling import reported

pytestmark = pytest.mark.faults


@pytest.fixture
def reply(sandbox: SandboxX, x_account: Account) -> str:
    """A rude reply to a post of the school; its id."""
    ours = sandbox.post_by_hand(HANDLE, "Our beans")
    return sandbox.mention("Rude_One", HANDLE, "Rubbish", answering=ours)[0]


@pytest.fixture
def incident(school: School, teacher: Person, reply: str) -> Incident:
    """About that reply, with its words kept."""
    told = reported(school, teacher, link=f"https://x.com/Rude_One/status/{reply}")
    with scope.school(school.pk):
        seen = Seen(timezone.now(), words="Rubbish")
        evidence.keep(incident=told, seen=seen, by=teacher, now=timezone.now())
    return told


def ask(incident: Incident, account: Account, by: Person, *, hide: bool = True) -> Hiding:
    with scope.school(incident.school_id):
        return hiding.ask(incident=incident, account=account, hide=hide, by=by, now=timezone.now())


def carry_out(asked: Hiding) -> Hiding:
    """A worker takes it up, whenever it would have been due."""
    with scope.school(asked.school_id):
        past = timezone.now() - timedelta(seconds=1)
        Hiding.objects.filter(pk=asked.pk, finished_at=None).update(next_try_at=past)
    job.carry_out(asked.school_id, asked.pk)
    return latest(asked)


def latest(asked: Hiding) -> Hiding:
    with scope.school(asked.school_id):
        return Hiding.objects.get(pk=asked.pk)


def is_hidden(sandbox: SandboxX, reply: str) -> bool:
    return bool(next(one["hidden"] for one in sandbox.live() if one["id"] == reply))


def kinds(incident: Incident) -> list[str]:
    with scope.school(incident.school_id):
        return list(incident.entries.order_by("at", "id").values_list("kind", flat=True))


def test_a_reply_is_hidden_its_step_is_done_and_it_is_shown_again(
    incident: Incident, x_account: Account, head: Person, sandbox: SandboxX, reply: str
) -> None:
    done = carry_out(ask(incident, x_account, head))
    then = is_hidden(sandbox, reply)
    carry_out(ask(incident, x_account, head, hide=False))

    assert (done.state, then, is_hidden(sandbox, reply)) == ("accepted", True, False)
    with scope.school(incident.school_id):
        assert incident.steps.get(does="hide").done_by == head
        assert Charge.objects.filter(call="hide_reply").count() == 2
    assert [one for one in kinds(incident) if one in {"hiding", "hidden", "shown"}] == [
        *("hiding", "hidden", "hiding", "shown")
    ]


def test_nothing_is_hidden_before_evidence_is_kept(
    school: School, teacher: Person, head: Person, x_account: Account, reply: str
) -> None:
    bare = reported(school, teacher, link=f"https://x.com/Rude_One/status/{reply}")

    with pytest.raises(hiding.NothingKept, match="evidence first"):
        ask(bare, x_account, head)


def test_an_incident_without_a_reply_has_nothing_to_hide(
    school: School, teacher: Person, head: Person, x_account: Account
) -> None:
    with pytest.raises(hiding.NoReply):
        ask(reported(school, teacher, link="https://x.com/Rude_One"), x_account, head)


@pytest.mark.parametrize(
    "fault", ["cut_after", "503_after", "truncated", "html", "no_id", "cut_before", "503_before"]
)
def test_an_answer_that_says_nothing_is_looked_into_and_asked_again(
    incident: Incident, x_account: Account, head: Person, sandbox: SandboxX, reply: str, fault: str
) -> None:
    sandbox.plan_fault(fault, operation="hide")
    asked = ask(incident, x_account, head)

    unsure = carry_out(asked)
    done = carry_out(asked)

    assert (unsure.state, done.state, is_hidden(sandbox, reply)) == ("unknown", "accepted", True)
    assert [one["operation"] for one in sandbox.requests() if one["operation"] != "create"] == [
        *("hide", "lookup", "hide")
    ]


def test_a_reply_that_is_gone_meanwhile_is_not_hidden(
    incident: Incident, x_account: Account, head: Person, sandbox: SandboxX, reply: str
) -> None:
    sandbox.plan_fault("cut_after", operation="hide")
    asked = ask(incident, x_account, head)
    carry_out(asked)
    sandbox.delete_by_hand("Rude_One", reply)

    assert carry_out(asked).state == "gone"
    assert "not-hidden" in kinds(incident)


def test_a_limit_is_waited_out(
    incident: Incident, x_account: Account, head: Person, sandbox: SandboxX, reply: str
) -> None:
    sandbox.plan_fault("rate_limited", operation="hide", reset="absent")
    asked = ask(incident, x_account, head)

    waits = carry_out(asked)
    job.carry_out(asked.school_id, asked.pk)

    assert (waits.state, len(sandbox.requests("hide"))) == ("prepared", 1)
    assert waits.next_try_at > timezone.now() + timedelta(minutes=14)


def test_what_x_refuses_is_left_to_a_person(
    school: School, teacher: Person, head: Person, x_account: Account, sandbox: SandboxX
) -> None:
    [elsewhere] = sandbox.mention("Rude_One", HANDLE, "Rubbish")
    told = reported(school, teacher, link=f"https://x.com/Rude_One/status/{elsewhere}")
    with scope.school(school.pk):
        seen = Seen(timezone.now(), words="Rubbish")
        evidence.keep(incident=told, seen=seen, by=teacher, now=timezone.now())

    assert carry_out(ask(told, x_account, head)).state == "rejected"
    page = client_of(head).get(f"/{school.slug}/incidents/{told.pk}/").content.decode()
    assert "X did not hide it" in page
    assert "You can do it by hand on X." in page


def test_two_leaders_at_once_ask_x_once(
    incident: Incident, x_account: Account, head: Person, dsl: Person
) -> None:
    ask(incident, x_account, head)

    with pytest.raises(hiding.UnderWay):
        ask(incident, x_account, dsl)


def test_a_worker_that_died_is_taken_over_and_a_late_one_sends_nothing(
    incident: Incident, x_account: Account, head: Person, sandbox: SandboxX, reply: str
) -> None:
    asked = ask(incident, x_account, head)
    slow = job._claim(asked.school_id, asked.pk)
    assert slow is not None
    with scope.school(asked.school_id):
        past = timezone.now() - timedelta(seconds=1)
        Hiding.objects.filter(pk=asked.pk).update(deadline_at=past)

    job.carry_out(asked.school_id, asked.pk)
    with pytest.raises(errors.FenceLost):
        job._fence(slow)()
    with scope.school(asked.school_id):
        job._record(slow, errors.Rejected("Late"), timezone.now(), gone=False)

    assert (latest(asked).state, is_hidden(sandbox, reply)) == ("accepted", True)


def test_without_the_fence_the_late_one_would_hide_what_is_shown_again(
    incident: Incident, x_account: Account, head: Person, sandbox: SandboxX, reply: str
) -> None:
    """The control: with the guard off, the late worker undoes what a leader did since."""
    asked = ask(incident, x_account, head)
    late = []
    real = XClient.hide_reply

    def stall(client: XClient, tweet_id: str, *, hidden: bool = True) -> None:
        late.append(lambda: real(client, tweet_id, hidden=hidden))
        raise errors.OutcomeUnknown("It stalled")

    with patch.object(XClient, "hide_reply", stall), patch.object(job.Fence, "__call__"):
        carry_out(asked)
    carry_out(asked)
    carry_out(ask(incident, x_account, head, hide=False))

    with pytest.raises(errors.FenceLost):
        late[0]()
    guarded = is_hidden(sandbox, reply)
    with patch.object(job.Fence, "__call__"):
        late[0]()

    assert (guarded, is_hidden(sandbox, reply)) == (False, True)


def test_by_hand_it_is_recorded_with_a_name(
    school: School, incident: Incident, head: Person, sandbox: SandboxX
) -> None:
    path = f"/{school.slug}/incidents/{incident.pk}/"

    client_of(head).post(f"{path}reply/by-hand/", {"wanted": "hide"})
    page = client_of(head).get(path).content.decode()

    assert f"It was hidden by {head.name}" in page
    assert "by hand on X" in page
    assert sandbox.requests("hide") == []


def test_page_asks_for_evidence_before_it_offers_hiding(
    school: School, teacher: Person, head: Person, x_account: Account, reply: str
) -> None:
    bare = reported(school, teacher, link=f"https://x.com/Rude_One/status/{reply}")

    page = client_of(head).get(f"/{school.slug}/incidents/{bare.pk}/").content.decode()

    assert "Keep the evidence first. Then it can be hidden." in page
    assert "Hide the reply on X" not in page


def test_account_of_another_school_hides_nothing(
    school: School, other_school: School, incident: Incident, head: Person, x_account: Account
) -> None:
    with scope.school(other_school.pk):
        strange = Account.objects.create(
            school=other_school, handle="Elsewhere", x_user_id="77", access_token=b"x"
        )

    path = f"/{school.slug}/incidents/{incident.pk}/reply/"
    answer = client_of(head).post(path, {"wanted": "hide", "account": strange.pk})

    assert answer.status_code == 422
    with scope.school(school.pk):
        assert not Hiding.objects.exists()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM incidents_hiding", "never deleted"),
        ("UPDATE incidents_hiding SET hidden = NOT hidden", "stays as it was"),
        ("UPDATE incidents_hiding SET tweet_id = '9'", "keeps its reply"),
        ("UPDATE incidents_hiding SET state = 'accepted', finished_at = now()", "does not go"),
        ("UPDATE incidents_hiding SET state = 'unknown'", "does not go"),
        ("UPDATE incidents_hiding SET finished_at = now()", "hiding_finished_or_open"),
    ],
)
def test_database_refuses_what_would_rewrite_it(
    incident: Incident, x_account: Account, head: Person, statement: str, told: str
) -> None:
    ask(incident, x_account, head)

    with scope.school(incident.school_id), refused(told):
        run_sql(statement)


def test_finished_hiding_is_frozen(incident: Incident, x_account: Account, head: Person) -> None:
    carry_out(ask(incident, x_account, head))

    with scope.school(incident.school_id), refused("kept as it was"):
        run_sql("UPDATE incidents_hiding SET reason = 'x'")


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("https://x.com/a/status/12", "12"),
        ("https://x.com/a/status/12?s=20", "12"),
        ("https://x.com/i/web/status/12/photo/1", "12"),
        ("https://x.com/a", ""),
        ("", ""),
        ("https://x.com/a/status/12345678901234567890", ""),
    ],
)
def test_number_of_a_post_is_read_from_its_link(link: str, number: str) -> None:
    assert tweet_id_in(link) == number
