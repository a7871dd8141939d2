"""The paper behind an answer, for those who record consent."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from consent.models.documents import ENDINGS
from consent.queries import answers as queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.RECORD_CONSENT)
def document(request: SchoolRequest, token: str) -> HttpResponse:
    """The file itself, to be kept or opened by the reader's own programs, never in the page."""
    paper = queries.document(request.school, token)
    if paper is None:
        raise Http404
    try:
        with default_storage.open(paper.content) as file:
            response = HttpResponse(file.read(), content_type=paper.media_type)
    except FileNotFoundError:
        raise Http404 from None
    name = f"consent-{paper.consent_id}.{ENDINGS[paper.media_type]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
