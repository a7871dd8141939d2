"""Every address of the product. A school's pages live under the school's own name."""

from django.urls import include, path

from schoolsocial.accounts import allauth_pages
from schoolsocial.api.views.open import documentation
from schoolsocial.x.views.connecting import callback

urlpatterns = [
    path("", include("schoolsocial.accounts.urls")),
    path("", include("schoolsocial.operations.urls")),
    path("account/", include(allauth_pages.INSTEAD)),
    path("account/", include("allauth.urls")),
    path("api/v1/", include("schoolsocial.api.urls.v1")),
    path("api/", documentation, name="api_documentation"),
    path("trust/<slug:trust>/proposals/", include("policy.urls.trust")),
    path("trust/<slug:trust>/", include("schoolsocial.accounts.trust_urls")),
    path("trust/<slug:trust>/", include("schoolsocial.governance.urls.trust")),
    path("f/", include("moderation.drafts.urls.family")),
    path("f/", include("consent.urls.family")),
    path("x/callback/", callback, name="x_callback"),
    path("<slug:school>/", include("schoolsocial.today.urls")),
    path("<slug:school>/", include("schoolsocial.accounts.school_urls")),
    path("<slug:school>/", include("schoolsocial.help.urls")),
    path("<slug:school>/", include("schoolsocial.x.urls")),
    path("<slug:school>/", include("moderation.drafts.urls")),
    path("<slug:school>/", include("moderation.practice.urls")),
    path("<slug:school>/", include("moderation.catalogue.urls")),
    path("<slug:school>/", include("moderation.replay.urls")),
    path("<slug:school>/", include("moderation.incidents.urls")),
    path("<slug:school>/", include("moderation.following.urls")),
    path("<slug:school>/", include("moderation.blocks.urls")),
    path("<slug:school>/", include("moderation.contacts.urls")),
    path("<slug:school>/", include("moderation.followers.urls")),
    path("<slug:school>/", include("moderation.mentions.urls")),
    path("<slug:school>/", include("schoolsocial.governance.urls")),
    path("<slug:school>/", include("schoolsocial.api.urls")),
    path("<slug:school>/", include("policy.urls")),
    path("<slug:school>/", include("consent.urls")),
    path("<slug:school>/", include("consent.urls.campaigns")),
]
