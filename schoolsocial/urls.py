"""Every address of the product. A school's pages live under the school's own name."""

from django.urls import include, path

from schoolsocial.accounts import allauth_pages

urlpatterns = [
    path("", include("schoolsocial.accounts.urls")),
    path("account/", include(allauth_pages.CLOSED)),
    path("account/", include("allauth.urls")),
    path("f/", include("moderation.drafts.urls.family")),
    path("f/", include("consent.urls.family")),
    path("<slug:school>/", include("schoolsocial.accounts.school_urls")),
    path("<slug:school>/", include("schoolsocial.x.urls")),
    path("<slug:school>/", include("schoolsocial.help.urls")),
    path("<slug:school>/", include("moderation.drafts.urls")),
    path("<slug:school>/", include("moderation.catalogue.urls")),
    path("<slug:school>/", include("moderation.replay.urls")),
    path("<slug:school>/", include("policy.urls")),
    path("<slug:school>/", include("consent.urls")),
    path("<slug:school>/", include("consent.urls.campaigns")),
]
