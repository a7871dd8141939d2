"""Saving the list of a page: at its own address, for whoever may see it, filtered as it is."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from schoolsocial.accounts.access import SchoolRequest
from schoolsocial.audit import actions as audit
from schoolsocial.documents import lists
from schoolsocial.documents.lists import Kind, SavedList

RowT = TypeVar("RowT")
View = Callable[..., HttpResponseBase]

_KINDS = {kind.value: kind for kind in Kind}


def also_saved(
    listed: SavedList[RowT], rows: Callable[..., Iterable[RowT]]
) -> Callable[[View], View]:
    """Let the page's list be saved by ``?save=csv`` or ``xlsx``; stands below ``in_school``.

    ``rows`` takes what the view takes, and gives all that the page's filters let through.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def saving(request: SchoolRequest, **kwargs: Any) -> HttpResponseBase:
            kind = _KINDS.get(request.GET.get("save", ""))
            if request.method != "GET" or kind is None:
                return view(request, **kwargs)
            return _file(request, listed, rows(request, **kwargs), kind)

        saving.saved_list = listed  # type: ignore[attr-defined]  # a test asks which pages have one
        return saving

    return decorate


def _file(
    request: SchoolRequest, listed: SavedList[RowT], rows: Iterable[RowT], kind: Kind
) -> HttpResponse:
    now = timezone.now()
    bounded = rows[: lists.MOST] if isinstance(rows, QuerySet) else rows
    content, number = lists.saved(listed, bounded, kind, made_at=now)
    with transaction.atomic():
        audit.record(
            school_id=request.school.pk,
            by=request.user.pk,
            verb="list.exported",
            details={"list": listed.code, "rows": number, "kind": kind.value},
            at=now,
        )
    response = HttpResponse(content, content_type=kind.media_type)
    response["Content-Disposition"] = f'attachment; filename="{listed.file_name}.{kind.value}"'
    return response
