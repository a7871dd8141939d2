"""Incidents, under a school's own address."""

from django.urls import path

from moderation.incidents.views import exporting, incidents, playbooks, reporting

app_name = "incidents"
_ONE = "incidents/<int:pk>/"

urlpatterns = [
    path("incidents/", incidents.everything, name="everything"),
    path("incidents/report/", reporting.report, name="report"),
    path("incidents/help/", reporting.help_page, name="help"),
    path("incidents/playbooks/", playbooks.everything, name="playbooks"),
    path("incidents/playbooks/steps/", playbooks.playbook, name="playbook"),
    path("incidents/playbooks/restore/", playbooks.restore, name="restore_playbook"),
    path(_ONE, incidents.incident, name="incident"),
    path(f"{_ONE}read/", incidents.read, name="read"),
    path(f"{_ONE}note/", incidents.note, name="note"),
    path(f"{_ONE}evidence/", incidents.evidence, name="evidence"),
    path(f"{_ONE}evidence/<int:evidence>/", incidents.picture, name="picture"),
    path(f"{_ONE}steps/<int:step>/", incidents.step, name="step"),
    path(f"{_ONE}owner/", incidents.give, name="give"),
    path(f"{_ONE}severity/", incidents.weigh, name="weigh"),
    path(f"{_ONE}confidential/", incidents.hide, name="hide"),
    path(f"{_ONE}met/", incidents.met, name="met"),
    path(f"{_ONE}close/", incidents.close, name="close"),
    path(f"{_ONE}reopen/", incidents.reopen, name="reopen"),
    path(f"{_ONE}export/", exporting.export, name="export"),
]
