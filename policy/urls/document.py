from django.urls import path

from policy.views import document, editing, ratification, working

VERSION = "policy/versions/<int:pk>/"
CLAUSE = VERSION + "clauses/<int:clause>/"
RULE = CLAUSE + "rules/<slug:rule>/"

reading = [
    path("policy/", document.current, name="policy"),
    path("policy/public/", document.published, name="policy_public"),
    path("policy/versions/", document.versions, name="policy_versions"),
    path(VERSION, document.version, name="policy_version"),
    path(VERSION + "changes/", document.changes, name="policy_changes"),
]

deciding = [
    path(VERSION + "propose/", ratification.propose, name="policy_propose"),
    path(VERSION + "take-back/", ratification.take_back, name="policy_take_back"),
    path(VERSION + "withdraw/", ratification.withdraw, name="policy_withdraw"),
    path(VERSION + "record/", ratification.record, name="policy_record"),
    path(VERSION + "confirm/", ratification.confirm, name="policy_confirm"),
    path(VERSION + "dispute/", ratification.dispute, name="policy_dispute"),
]

writing = [
    path("policy/start/", working.start, name="policy_start"),
    path(VERSION + "edit/", working.edit, name="policy_edit"),
    path(VERSION + "title/", working.rename, name="policy_rename"),
    path(VERSION + "renumber/", working.renumber, name="policy_renumber"),
    path(VERSION + "clauses/add/", working.add_clause, name="policy_clause_add"),
    path(CLAUSE, editing.edit, name="policy_clause"),
    path(CLAUSE + "move/", editing.move, name="policy_clause_move"),
    path(CLAUSE + "remove/", editing.remove, name="policy_clause_remove"),
    path(RULE, editing.rule, name="policy_clause_rule"),
    path(RULE + "remove/", editing.remove_rule, name="policy_clause_rule_remove"),
]

urlpatterns = [*reading, *deciding, *writing]
