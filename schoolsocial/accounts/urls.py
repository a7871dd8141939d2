"""Pages outside any school."""

from django.urls import path

from schoolsocial.accounts.views import gallery, home, schools

urlpatterns = [
    path("", home.home, name="home"),
    path("roles/", home.roles, name="roles"),
    path("components/", gallery.gallery, name="components"),
    path("theme/", home.theme, name="theme"),
    path("platform/", schools.platform, name="platform"),
    path("platform/schools/new/", schools.found, name="new_school"),
]
