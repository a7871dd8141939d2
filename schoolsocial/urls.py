"""Every address of the product. A school's pages live under the school's own name."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("<slug:school>/", include("moderation.drafts.urls")),
]
