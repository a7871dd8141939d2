"""What makes the site installable on a school's iPad, and honest without a network.

Nothing of a school is kept on the device: the service worker knows static files and one page that
says the same to everybody.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from schoolsocial.accounts.access import public

GREEN, PAPER = "#1c6b66", "#f6f5f1"
ICONS = (("img/icon-192.png", "192x192", "any"), ("img/icon-512.png", "512x512", "any maskable"))


@require_GET
@public
def manifest(_request: HttpRequest) -> JsonResponse:
    """How the site looks once it is installed."""
    icons: list[dict[str, Any]] = [
        {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for name, sizes, purpose in ICONS
    ]
    shown = {
        "id": "/",
        "name": "School Social",
        "short_name": "School Social",
        "lang": "en-GB",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": GREEN,
        "icons": icons,
    }
    return JsonResponse(shown, content_type="application/manifest+json")


@require_GET
@never_cache
@public
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that answers where the network does not."""
    return render(request, "service-worker.js", content_type="text/javascript; charset=utf-8")


@require_GET
@public
def offline(request: HttpRequest) -> HttpResponse:
    """What somebody sees without a network."""
    return render(request, "offline.html")
