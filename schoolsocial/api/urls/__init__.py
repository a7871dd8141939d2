"""The school's own page about its website: tokens and webhooks."""

from django.urls import path

from schoolsocial.api.views import tokens, webhooks

app_name = "api"
urlpatterns = [
    path("website/", tokens.home, name="home"),
    path("website/tokens/", tokens.make, name="make_token"),
    path("website/tokens/<int:pk>/revoke/", tokens.revoke, name="revoke_token"),
    path("website/webhooks/", webhooks.register, name="register_webhook"),
    path("website/webhooks/<int:pk>/", webhooks.webhook, name="webhook"),
    path("website/webhooks/<int:pk>/rotate/", webhooks.rotate, name="rotate_secret"),
    path("website/webhooks/<int:pk>/switch/", webhooks.switch, name="switch_webhook"),
    path("website/webhooks/<int:pk>/remove/", webhooks.remove, name="remove_webhook"),
    path("website/webhooks/<int:pk>/ping/", webhooks.ping, name="ping"),
    path("website/webhooks/<int:pk>/again/", webhooks.replay_since, name="replay_since"),
    path(
        "website/webhooks/<int:pk>/<int:delivery>/again/", webhooks.replay, name="replay_delivery"
    ),
]
