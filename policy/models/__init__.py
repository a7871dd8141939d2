"""The school's written policy: its versions, their clauses and the rules that enforce them."""

from policy.models.steps import Step
from policy.models.versions import Clause, ClauseRule, PolicyVersion

__all__ = ["Clause", "ClauseRule", "PolicyVersion", "Step"]
