from django.urls import path

from consent.views import campaigns, family_lists

ONE = "campaigns/<int:pk>/"
FAMILY = ONE + "families/<int:guardian>/"

urlpatterns = [
    path("campaigns/", campaigns.everything, name="campaigns"),
    path("campaigns/start/", campaigns.start, name="campaign_start"),
    path(ONE, campaigns.campaign, name="campaign"),
    path(ONE + "change/", campaigns.change, name="campaign_change"),
    path(ONE + "open/", campaigns.open_it, name="campaign_open"),
    path(ONE + "call-off/", campaigns.call_off, name="campaign_call_off"),
    path(ONE + "remind/", campaigns.remind, name="campaign_remind"),
    path(ONE + "close/", campaigns.close, name="campaign_close"),
    path(ONE + "families/", family_lists.families, name="campaign_families"),
    path(ONE + "letters/", family_lists.letters, name="campaign_letters"),
    path(ONE + "labels/", family_lists.labels, name="campaign_labels"),
    path(FAMILY + "letter/", family_lists.letter, name="campaign_letter"),
    path(FAMILY + "link/", family_lists.issue, name="campaign_issue"),
    path(FAMILY + "revoke/", family_lists.revoke, name="campaign_revoke"),
]
