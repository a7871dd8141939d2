"""The demo's families show one of everything."""

from datetime import UTC, datetime

from consent.marks import Mark, mark_of
from consent.models import Pupil, RegisterChange
from consent.queries.showing import standing_of
from consent.standing import Reason
from schoolsocial.accounts.models import Person, School
from schoolsocial.demo import registering
from tests.cast import in_scope
from tests.consent.families import make_pupil

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def test_families_answer_in_every_way(school: School, office: Person, dsl: Person) -> None:
    with in_scope(school.pk):
        for _ in range(24):
            make_pupil(school)

        registering.register(school, NOW)

        ids = Pupil.objects.values_list("pk", flat=True)
        standing = standing_of(list(ids), day=NOW.date())
        assert {mark_of(one) for one in standing.values()} == set(Mark)
        reasons = [one.reason for one in standing.values()]
        assert reasons.count(Reason.CONFLICT) == 1
        assert reasons.count(Reason.DO_NOT_PUBLISH) == 1
        assert not RegisterChange.objects.filter(handled_at=None).exists()
