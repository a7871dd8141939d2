"""Every night: what was written about incidents whose time is over is destroyed.

One incident is one transaction. A worker may end between any two: what is left is found the next
night.
"""

from datetime import datetime

from moderation.incidents import disposal
from moderation.incidents.queries import keeping
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope


def dispose(now: datetime) -> int:
    """Destroy all that has had its time; of how many incidents."""
    done = 0
    for school in School.objects.order_by("pk"):
        with scope.school(school.pk):
            over = list(keeping.time_is_over(school, now).values_list("pk", flat=True))
        done += sum(_destroy(school, pk, now) for pk in over)
    return done


def _destroy(school: School, incident_id: int, now: datetime) -> bool:
    """Asked again of each: it may be open again, held, or kept longer since."""
    with scope.school(school.pk):
        rows = keeping.time_is_over(school, now).select_for_update(skip_locked=True, of=("self",))
        incident = rows.filter(pk=incident_id).first()
        if incident is None:
            return False
        disposal.destroy(incident, now)
    return True
