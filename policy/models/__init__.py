"""The school's written policy: its versions, their clauses and the rules that enforce them."""

from policy.models.proposals import Proposal, ProposalAnswer
from policy.models.reminders import Reminder
from policy.models.standing import Agreement, Training
from policy.models.steps import Step
from policy.models.versions import Clause, ClauseRule, PolicyVersion

__all__ = [
    "Agreement", "Clause", "ClauseRule", "PolicyVersion", "Proposal", "ProposalAnswer", "Reminder",
    "Step", "Training",
]  # fmt: skip
