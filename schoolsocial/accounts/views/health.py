"""What whatever watches over this process asks. No page, and nothing of any school."""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from schoolsocial.accounts import readiness
from schoolsocial.accounts.access import public


@require_safe
@never_cache
@public
def live(_request: HttpRequest) -> JsonResponse:
    """The process answers. Where not even this comes, it is to be started anew."""
    return JsonResponse({"status": "alive"})


@require_safe
@never_cache
@public
def ready(_request: HttpRequest) -> JsonResponse:
    """Whether it may be sent requests: 503 where not; 200 and "degraded" without Redis."""
    found = readiness.look()
    status = HTTPStatus.OK if found.ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"status": found.status, **found.parts}, status=status)
