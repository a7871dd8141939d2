"""A trust's proposals, under the trust's own address."""

from django.urls import path

from policy.views import trust_proposals

urlpatterns = [
    path("", trust_proposals.everything, name="trust_proposals"),
    path("new/", trust_proposals.publish, name="trust_publish"),
    path("words/", trust_proposals.publish_words, name="trust_publish_words"),
    path("<int:pk>/", trust_proposals.one, name="trust_proposal"),
]
