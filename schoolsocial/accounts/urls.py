"""Pages outside any school."""

from django.urls import path

from schoolsocial.accounts.views import gallery, health, home, installing, schools

urlpatterns = [
    path("", home.home, name="home"),
    path("live", health.live, name="live"),
    path("ready", health.ready, name="ready"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("service-worker.js", installing.service_worker, name="service_worker"),
    path("offline/", installing.offline, name="offline"),
    path("roles/", home.roles, name="roles"),
    path("components/", gallery.gallery, name="components"),
    path("theme/", home.theme, name="theme"),
    path("platform/", schools.platform, name="platform"),
    path("platform/schools/new/", schools.found, name="new_school"),
    path("platform/trusts/new/", schools.found_trust, name="new_trust"),
]
