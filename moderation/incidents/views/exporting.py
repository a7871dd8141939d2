from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from moderation.incidents.actions import reading
from moderation.incidents.presenters import export as presenter
from moderation.incidents.queries.incidents import visible_to
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def export(request: SchoolRequest, pk: int) -> HttpResponse:
    """Everything that happened as a table, for the school's safeguarding system. On record."""
    found = get_object_or_404(visible_to(request.membership), pk=pk)
    reading.read(incident=found, by=request.user, now=timezone.now())
    response = HttpResponse(presenter.as_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="incident-{found.pk}.csv"'
    return response
