"""The API, version 1, and what describes it. Every path behind the door but the open ones."""

from collections.abc import Iterator

from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI

from schoolsocial.api.door import READ, WRITE, keyed
from schoolsocial.api.views import open as open_views
from schoolsocial.api.views.v1 import api, leave_draft, posts

PAGED = frozenset({"limit", "cursor"})


def _behind_the_door(contract: NinjaAPI) -> Iterator[URLPattern]:
    for pattern in contract.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            methods = WRITE if pattern.name == leave_draft.__name__ else READ
            takes = PAGED if pattern.name == posts.__name__ else frozenset()
            page = keyed(pattern.callback, methods, takes)
            yield path(str(pattern.pattern), page, name=pattern.name)


app_name = "api_v1"
urlpatterns = [
    *_behind_the_door(api),
    path("openapi.json", open_views.openapi, name="openapi"),
    path("pictures/<str:signed>", open_views.picture, name="picture"),
    re_path(r"", open_views.missing),
]
