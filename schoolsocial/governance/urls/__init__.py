"""The governors' dashboard, under a school's own address."""

from django.urls import path

from schoolsocial.governance.views import dashboard, evidence, our_trust, oversight, reports

app_name = "governance"
urlpatterns = [
    path("governance/", dashboard.dashboard, name="dashboard"),
    path("governance/help/", dashboard.help_page, name="help"),
    path("governance/indicator/", dashboard.indicator, name="indicator"),
    path("governance/table/", dashboard.download, name="table"),
    path("governance/count/", dashboard.count, name="count"),
    path("governance/comment/", oversight.comment, name="comment"),
    path("governance/ask/", oversight.ask, name="ask"),
    path("governance/follow-ups/<int:pk>/", oversight.settle, name="settle"),
    path("governance/reports/", reports.everything, name="reports"),
    path("governance/reports/make/", reports.make, name="make_report"),
    path("governance/reports/<int:pk>/<slug:kind>/", reports.download, name="report_file"),
    path("governance/evidence/", evidence.everything, name="evidence"),
    path("governance/evidence/make/", evidence.make, name="make_evidence"),
    path("governance/evidence/<int:pk>/", evidence.download, name="evidence_pack"),
    path("governance/visits/", oversight.visits, name="visits"),
    path("governance/visits/record/", oversight.record_visit, name="record_visit"),
    path("our-trust/", our_trust.our_trust, name="our_trust"),
    path("our-trust/<int:pk>/answer/", our_trust.answer, name="answer_trust"),
    path("our-trust/<int:pk>/leave/", our_trust.leave, name="leave_trust"),
]
