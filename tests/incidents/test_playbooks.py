"""What is done about each kind, as shipped and as a school changes it."""

from typing import Any

import pytest

from moderation.incidents import playbook
from moderation.incidents.playbook import TOLD, Does, Who, shipped
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.incidents.telling import reported

PATH = "incidents/playbooks/steps/?kind=media"
LINE = {"who": "slt", "does": "tell", "within": "2", "words": "Ring the chair of governors."}


def typed(*lines: dict[str, str]) -> dict[str, str]:
    fields = {"form-TOTAL_FORMS": str(len(lines)), "form-INITIAL_FORMS": "0"}
    return fields | {
        f"form-{number}-{name}": value
        for number, line in enumerate(lines)
        for name, value in line.items()
    }


def steps_of(school: School, by: Person) -> list[str]:
    incident = reported(school, by, "media")
    with scope.school(school.pk):
        return list(incident.steps.order_by("position").values_list("words", flat=True))


def test_every_kind_ends_with_a_decision_and_says_what_it_is() -> None:
    assert len(shipped()) == 15
    for kind in shipped().values():
        assert kind.steps[-1].does == Does.DECIDE, kind.code
        assert kind.about.endswith("."), kind.code


def test_blackmail_says_not_to_pay_and_to_call_the_police() -> None:
    words = [step.words for step in shipped()["blackmail"].steps]

    assert "Do not pay." in words[0]
    assert "Do not copy" in words[0]
    assert Does.POLICE in [step.does for step in shipped()["blackmail"].steps]


def test_evidence_comes_before_anything_is_hidden_or_deleted() -> None:
    for kind in shipped().values():
        does = [step.does for step in kind.steps]
        gone = [does.index(one) for one in (Does.HIDE, Does.DELETE) if one in does]
        assert not gone or does.index(Does.PRESERVE) < min(gone), kind.code
        # the notice of a pupil keeps the account's name sealed; no picture of a child's account
        assert Does.PRESERVE in does or kind.code == "pupil-follows"


def test_everything_that_may_be_done_is_a_step_of_some_kind() -> None:
    steps = [step for kind in shipped().values() for step in kind.steps]

    assert {step.does for step in steps} == set(Does)
    assert {step.who for step in steps} == set(Who)
    assert all(step.within >= 1 for step in steps)


def test_what_concerns_a_child_is_confidential() -> None:
    codes = {code for code, kind in shipped().items() if kind.confidential}

    assert {"disclosure", "child-shown", "blackmail", "pupil-follows", "extremist"} <= codes


def test_no_authority_is_told_by_the_software() -> None:
    assert {Does.POLICE, Does.LADO, Does.ICO, Does.IWF, Does.PREVENT} <= TOLD


def test_school_has_steps_of_its_own_from_then_on(school: School, head: Person) -> None:
    before = reported(school, head, "media")
    client = client_of(head)

    client.post(f"/{school.slug}/{PATH}", typed(LINE, LINE | {"words": ""}))

    assert steps_of(school, head) == [LINE["words"]]
    with scope.school(school.pk):
        assert before.steps.count() == len(shipped()["media"].steps)


def test_shipped_steps_come_back(school: School, head: Person) -> None:
    client = client_of(head)
    client.post(f"/{school.slug}/{PATH}", typed(LINE))

    client.post(f"/{school.slug}/incidents/playbooks/restore/", {"kind": "media"})

    assert len(steps_of(school, head)) == len(shipped()["media"].steps)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"within": ""}, "Within how many hours?"),
        ({"within": "99999"}, "less than or equal to"),
        ({"words": ""}, "A playbook has between 1 and 20 steps."),
    ],
)
def test_bad_steps_are_explained_and_kept(
    school: School, head: Person, change: dict[str, str], sentence: str
) -> None:
    answer = client_of(head).post(f"/{school.slug}/{PATH}", typed(LINE | change))

    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_other_schools_steps_are_their_own(
    school: School, other_school: School, head: Person, teacher: Person
) -> None:
    client_of(head).post(f"/{school.slug}/{PATH}", typed(LINE))

    assert len(steps_of(other_school, None)) > 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "row",
    [{}, {"who": "nobody", "does": "tell", "within": 1, "words": "a"}, LINE | {"within": 0}],
)
def test_unreadable_step_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(playbook.BadPlaybook):
        playbook.read_step(row)
