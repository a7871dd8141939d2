"""What every page's frame needs."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The school the page belongs to and what its reader may do there."""
    membership = getattr(request, "membership", None)
    if membership is None:
        return {}
    return {"school": membership.school, "membership": membership, "can": membership.permissions}
