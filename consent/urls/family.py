"""The family page, outside any school's address: the link itself says which school."""

from django.urls import path

from consent.views import family, family_answers

urlpatterns = [
    path("check/", family.check, name="family_check"),
    path("form/", family_answers.form, name="family_form"),
    path("answers/", family_answers.answers, name="family_answers"),
    path("withdraw/", family_answers.withdraw, name="family_withdraw"),
    path("leave/", family.leave, name="family_leave"),
    path("wait/", family.busy, name="family_busy"),
    path("<str:token>/", family.link, name="family_link"),
]
