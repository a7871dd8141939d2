"""Where somebody arrives in a school, and what they were told there."""

from django.urls import path

from schoolsocial.today import views

urlpatterns = [
    path("", views.school_home, name="school_home"),
    path("setting-up/", views.first_steps, name="first_steps"),
    path("setting-up/skip/", views.skip_step, name="skip_step"),
    path("search/", views.search, name="search"),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/read/", views.read_all, name="inbox_read"),
    path("inbox/mails/", views.mail_settings, name="mail_settings"),
    path("inbox/<int:pk>/", views.inbox_entry, name="inbox_entry"),
    path("inbox/help/", views.help_page, name="today_help"),
]
