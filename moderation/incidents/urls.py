"""Incidents, under a school's own address."""

from django.urls import path

from moderation.incidents.views import (
    doing,
    exporting,
    incidents,
    keeping,
    letters,
    playbooks,
    reporting,
)

app_name = "incidents"
_ONE = "incidents/<int:pk>/"

urlpatterns = [
    path("incidents/", incidents.everything, name="everything"),
    path("incidents/report/", reporting.report, name="report"),
    path("incidents/help/", reporting.help_page, name="help"),
    path("incidents/playbooks/", playbooks.everything, name="playbooks"),
    path("incidents/playbooks/steps/", playbooks.playbook, name="playbook"),
    path("incidents/playbooks/restore/", playbooks.restore, name="restore_playbook"),
    path("incidents/letters/", letters.everything, name="letters"),
    path("incidents/letters/words/", letters.letter, name="letter"),
    path("incidents/letters/restore/", letters.restore, name="restore_letter"),
    path("incidents/keeping/", keeping.times, name="keeping"),
    path("incidents/chosen/", exporting.chosen, name="chosen"),
    path("incidents/accounts/<int:account>/", doing.account, name="account"),
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
    path(f"{_ONE}reply/", doing.hide_reply, name="hide_reply"),
    path(f"{_ONE}reply/by-hand/", doing.hidden_by_hand, name="hidden_by_hand"),
    path(f"{_ONE}post/", doing.delete_post, name="delete_post"),
    path(f"{_ONE}accounts/", doing.link_account, name="link_account"),
    path(f"{_ONE}links/", doing.link_incident, name="link_incident"),
    path(f"{_ONE}letter/", letters.fill, name="fill_letter"),
    path(f"{_ONE}letter/pdf/", letters.save, name="save_letter"),
    path(f"{_ONE}hold/", keeping.hold, name="hold"),
    path(f"{_ONE}release/", keeping.release, name="release"),
    path(f"{_ONE}export/", exporting.export, name="export"),
    path(f"{_ONE}pdf/", exporting.on_paper, name="pdf"),
]
