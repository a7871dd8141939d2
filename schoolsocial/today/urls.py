"""Where somebody arrives in a school, and what they were told there."""

from django.urls import path

from schoolsocial.today.views import home, inbox

urlpatterns = [
    path("", home.school_home, name="school_home"),
    path("setting-up/", home.first_steps, name="first_steps"),
    path("setting-up/skip/", home.skip_step, name="skip_step"),
    path("search/", home.search, name="search"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read_all, name="inbox_read"),
    path("inbox/mark/", inbox.mark, name="inbox_mark"),
    path("inbox/mark/undo/", inbox.mark_back, name="inbox_mark_back"),
    path("inbox/mails/", inbox.mail_settings, name="mail_settings"),
    path("inbox/<int:pk>/", inbox.inbox_entry, name="inbox_entry"),
    path("inbox/help/", home.help_page, name="today_help"),
]
