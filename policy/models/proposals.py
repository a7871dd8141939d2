"""What a trust proposes to its schools, and what each school's head says to it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from policy.models.versions import PolicyVersion
from schoolsocial.accounts.models import Person, Trust
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Proposal(models.Model):
    """A whole pack, answers to some of the points on which policies differ, or a wording. Never
    changed.

    ``pack`` is its name, or ``answers`` maps a point's id to the proposed choice, or ``clauses``
    are ``{"number", "heading", "text"}`` in their order; ``source`` is the school that publishes
    them, empty where they are the trust's own. It is seen in the trust's scope and in that of its
    schools; in a school it changes nothing by itself.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "title": Disposal.NOT_PERSONAL,
        "reason": Disposal.NOT_PERSONAL,
        "pack": Disposal.NOT_PERSONAL,
        "answers": Disposal.NOT_PERSONAL,
        "clauses": Disposal.NOT_PERSONAL,
        "source": Disposal.NOT_PERSONAL,
    }

    trust = models.ForeignKey(Trust, models.PROTECT, related_name="proposals")
    title = models.CharField(max_length=120)
    reason = models.CharField(max_length=1000)
    pack = models.SlugField(max_length=60, blank=True)
    answers = models.JSONField(default=dict)
    clauses = models.JSONField(default=list, db_default=[])
    source = models.CharField(max_length=120, blank=True, default="", db_default="")
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(reason=""), name="proposal_says_something"
            ),
            models.CheckConstraint(
                condition=~Q(pack="") & Q(answers={}, clauses=[])
                | ~Q(answers={}) & Q(pack="", clauses=[])
                | ~Q(clauses=[]) & Q(pack="", answers={}),
                name="proposal_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(source="") | ~Q(clauses=[]), name="proposal_source_of_words"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProposalAnswer(SchoolOwned):
    """What a school's head said, once. Accepted into ``version``, a draft; or declined, and why."""

    disposal: ClassVar[dict[str, Disposal]] = {"reason": Disposal.KEEP}

    trust = models.ForeignKey(Trust, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="given_answers")
    accepted = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    version = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager()
    across_schools = models.Manager()  # needs ``scope.trust``

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "proposal"], name="proposal_answered_once"),
            models.CheckConstraint(
                condition=Q(accepted=True, version__isnull=False)
                | Q(accepted=False, version=None) & ~Q(reason=""),
                name="proposal_accepted_into_a_draft_or_declined_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer to {self.proposal_id}"
