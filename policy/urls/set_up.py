from django.urls import path

from policy.views import clause_table, rules_help, set_up

urlpatterns = [
    path("policy/clauses/", clause_table.in_force, name="policy_clauses"),
    path("policy/clauses/<int:pk>/", clause_table.of_version, name="policy_clauses_of"),
    path("policy/help/", rules_help.rules, name="policy_help"),
    path("policy/set-up/", set_up.start, name="policy_set_up"),
    path("policy/set-up/points/", set_up.points, name="policy_set_up_points"),
    path("policy/set-up/wording/", set_up.words, name="policy_set_up_wording"),
    path("policy/check-wording/", set_up.check_wording, name="policy_check_wording"),
]
