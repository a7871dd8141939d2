"""What is live on X: under a school's own address."""

from django.urls import path

from moderation.catalogue.views import (
    archives,
    cases,
    engagement,
    keeping,
    lists,
    pictures,
    removals,
)

app_name = "catalogue"
urlpatterns = [
    path("on-x/", lists.live, name="live"),
    path("on-x/help/", keeping.help_page, name="help"),
    path("on-x/archives/", archives.archives, name="archives"),
    path("on-x/archives/<int:pk>/", archives.archive, name="archive"),
    path("on-x/audit/", lists.audit, name="audit"),
    path("on-x/audit/start/", lists.audit_start, name="audit_start"),
    path("on-x/audit/decided/", lists.decided, name="decided"),
    path("on-x/cases/", cases.cases, name="cases"),
    path("on-x/cases/<int:pk>/", cases.case, name="case"),
    path("on-x/posts/<int:pk>/", lists.tweet, name="tweet"),
    path("on-x/of-post/<int:pk>/", lists.of_post, name="of_post"),
    path(
        "on-x/posts/<int:pk>/pictures/<int:position>/faces/",
        pictures.open_picture,
        name="open_picture",
    ),
    path("on-x/posts/<int:pk>/decide/", lists.decide, name="decide"),
    path("on-x/take-down/", removals.take_down, name="take_down"),
    path("on-x/take-down/now/", removals.take_down_now, name="take_down_now"),
    path("on-x/keeping/", keeping.keeping, name="keeping"),
    path("on-x/keeping/read-all/", keeping.read_all, name="read_all"),
    path("on-x/engagement/", engagement.engagement, name="engagement"),
    path("on-x/engagement/switch/", engagement.switch, name="engagement_switch"),
    path("on-x/figures/", keeping.figures, name="figures"),
    path("on-x/pictures/<slug:token>/", pictures.thumbnail, name="thumbnail"),
]
