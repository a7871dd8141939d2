import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from schoolsocial.accounts.models import School
from schoolsocial.audit import actions
from tests.cast import as_owner, in_scope, run_sql


@pytest.fixture
def chain(school: School) -> School:
    """A school with five events."""
    with in_scope(school.pk):
        for number in range(5):
            actions.record(
                school_id=school.pk,
                by=None if number % 2 else 7,
                verb="post.saved",
                subject=school,
                details={"number": number, "states": ["draft", "submitted"], "late": None},
            )
    return school


def verify(**options: object) -> str:
    """What the command says."""
    said = StringIO()
    call_command("verify_audit", stdout=said, **options)
    return said.getvalue()


def complaints(**options: object) -> str:
    """What the command says when it finds trouble."""
    said = StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("verify_audit", stdout=said, **options)
    assert failure.value.returncode == 1
    return said.getvalue()


def tamper(statement: str, *values: object) -> None:
    with as_owner(without_triggers=True):
        run_sql(statement, *values)


def rebuilt(school: School) -> str:
    """SQL that makes a changed chain consistent again: a forger with time."""
    return (
        "DO $$ DECLARE e record; last bytea := ''; BEGIN FOR e IN SELECT * FROM audit_event "
        f"WHERE school_id = {school.pk} ORDER BY sequence LOOP UPDATE audit_event SET "
        "previous = last, digest = audit_digest(last, e.school_id, e.sequence, e.at, e.actor_id, "
        "e.verb, e.object_type, e.object_id, e.payload) WHERE id = e.id RETURNING digest INTO last;"
        " END LOOP; END $$"
    )


def test_an_untouched_chain_is_as_written(chain: School) -> None:
    assert "5 events in 1 chains, all as written." in verify()


def test_the_platform_has_a_chain_too(chain: School) -> None:
    actions.record(school_id=None, by=None, verb="sign_in.failed")

    assert "6 events in 2 chains" in verify()


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'post.rejected'",
        "actor_id = 99",
        "object_id = object_id + 1",
        "at = at + interval '1 microsecond'",
        "payload = payload || '{\"number\": 12}'",
        "object_type = 'person'",
    ],
)
def test_an_edit_is_named(chain: School, change: str) -> None:
    tamper(f"UPDATE audit_event SET {change} WHERE sequence = 3")

    assert complaints() == f"School {chain.pk}: event 3 was changed after it was written.\n"


def test_an_edit_with_a_new_digest_breaks_the_next_link(chain: School) -> None:
    tamper(
        "UPDATE audit_event SET verb = 'x', digest = audit_digest(previous, school_id, sequence, "
        "at, actor_id, 'x', object_type, object_id, payload) WHERE sequence = 3"
    )

    assert "event 4 does not follow from the event before it." in complaints()


def test_a_gap_is_named(chain: School) -> None:
    tamper("DELETE FROM audit_event WHERE sequence IN (2, 3)")

    assert "missing before event 4: 2 to 3." in complaints()


def test_a_missing_beginning_is_named(chain: School) -> None:
    tamper("DELETE FROM audit_event WHERE sequence = 1")

    assert "missing before event 2: 1." in complaints()


def test_a_cut_tail_shows_against_the_anchor_only(chain: School, tmp_path: Path) -> None:
    anchor = tmp_path / "heads.json"
    verify(write_anchor=anchor)
    tamper("DELETE FROM audit_event WHERE sequence > 3")

    assert "all as written" in verify()
    assert "The anchor knows event 5, the chain ends at 3." in complaints(anchor=anchor)


def test_a_chain_gone_altogether_shows_against_the_anchor(chain: School, tmp_path: Path) -> None:
    verify(write_anchor=tmp_path / "heads.json")
    tamper("DELETE FROM audit_event")

    assert "every event is gone" in complaints(anchor=tmp_path / "heads.json")


def test_a_rebuilt_chain_shows_against_the_anchor(chain: School, tmp_path: Path) -> None:
    verify(write_anchor=tmp_path / "heads.json")
    tamper("UPDATE audit_event SET verb = 'x' WHERE sequence = 2")
    tamper(rebuilt(chain))

    assert "all as written" in verify()
    assert "event 5 is not the event that the anchor saw" in complaints(
        anchor=tmp_path / "heads.json"
    )


def test_a_chain_that_has_grown_still_fits_its_anchor(chain: School, tmp_path: Path) -> None:
    verify(write_anchor=tmp_path / "heads.json")
    with in_scope(chain.pk):
        actions.record(school_id=chain.pk, by=1, verb="post.approved")

    assert "6 events" in verify(anchor=tmp_path / "heads.json")


def test_no_anchor_is_written_over_trouble(chain: School, tmp_path: Path) -> None:
    tamper("UPDATE audit_event SET verb = 'x' WHERE sequence = 2")

    complaints(write_anchor=tmp_path / "heads.json")

    assert not (tmp_path / "heads.json").exists()


@pytest.mark.parametrize("content", ["", "[]", json.dumps({"heads": {"1": {}}})])
def test_an_anchor_that_is_none_is_refused(db: None, tmp_path: Path, content: str) -> None:
    anchor = tmp_path / "heads.json"
    anchor.write_text(content)

    with pytest.raises(CommandError, match="cannot be read as an anchor"):
        verify(anchor=anchor)
