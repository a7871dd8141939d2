"""Each constraint and trigger of the tables that posts, their accounts and their money are kept in
is met in raw SQL by a test that names it.
"""

import pytest
from django.apps import apps
from django.db import models

from tests.cast import run_sql
from tests.drafts import test_constraints as of_drafts
from tests.drafts import test_triggers as triggers_of_drafts
from tests.x import test_constraints as of_x

BROKEN = {
    "drafts": {one.constraint for one in of_drafts.VIOLATIONS} | set(of_drafts.AT_THE_END),
    "x": {one.constraint for one in of_x.VIOLATIONS},
}


def constraints_of(app: str) -> dict[str, models.BaseConstraint]:
    return {
        str(constraint.name): constraint
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }


def is_only_pointed_at(constraint: models.BaseConstraint) -> bool:
    """The id and more: nothing breaks it that did not break the id first; foreign keys need it."""
    return isinstance(constraint, models.UniqueConstraint) and "id" in constraint.fields


@pytest.mark.parametrize("app", BROKEN)
def test_every_constraint_is_broken_by_a_test(app: str) -> None:
    breakable = {name for name, one in constraints_of(app).items() if not is_only_pointed_at(one)}

    assert breakable - BROKEN[app] == set()
    assert BROKEN[app] - breakable == set(), "named by a test, and gone from the models"


def test_what_is_only_pointed_at_is_no_excuse_for_more() -> None:
    excused = [name for name, one in constraints_of("drafts").items() if is_only_pointed_at(one)]

    assert sorted(excused) == ["post_author_key", "thread_whole_key"]


def test_every_trigger_says_no_in_a_test(db: None) -> None:
    there = run_sql(
        "SELECT relname || '.' || tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal AND relname ~ '^(drafts|x)_'"
    )

    tried = {str(one) for one in (*triggers_of_drafts.REFUSED, *of_x.REFUSED)}
    assert tried == {name for (name,) in there}
