"""Followers, under a school's own address."""

from django.urls import path

from moderation.followers.views import cases, checking, many, sweeps

app_name = "followers"
_ONE = "followers/cases/<int:pk>/"
_ACCOUNT = "followers/accounts/<int:account>/"

urlpatterns = [
    path("followers/", cases.cases, name="cases"),
    path("followers/help/", checking.help_page, name="help"),
    path("followers/checked/", checking.nothing_new, name="nothing_new"),
    path("followers/rules/", checking.choose, name="rules"),
    path("followers/everyone/", checking.everyone, name="everyone"),
    path("followers/many/", many.decide_many, name="decide_many"),
    path("followers/many/undo/", many.undo_many, name="undo_many"),
    path(_ONE, cases.case, name="case"),
    path(f"{_ONE}decide/", cases.decide, name="decide"),
    path(f"{_ONE}sign/", cases.sign, name="sign"),
    path(f"{_ONE}undo/", cases.undo, name="undo"),
    path(f"{_ONE}appeal/", cases.appeal, name="appeal"),
    path(f"{_ONE}known/", cases.known, name="known"),
    path("followers/readings/", sweeps.sweeps, name="sweeps"),
    path("followers/readings/archive/", sweeps.archive, name="archive"),
    path("followers/readings/list/", sweeps.paste, name="paste"),
    path("followers/readings/<int:pk>/", sweeps.sweep, name="sweep"),
    path("followers/readings/<int:pk>/stop/", sweeps.stop, name="stop"),
    path(f"{_ACCOUNT}read/", sweeps.begin, name="begin"),
    path(f"{_ACCOUNT}plan/", sweeps.plan, name="plan"),
    path(f"{_ACCOUNT}agree/", sweeps.agree, name="agree"),
]
