"""Pupils who follow, and declarations, under a school's own address."""

from django.urls import path

from moderation.contacts.views import contacts, declarations

app_name = "contacts"
_ONE = "notices/<int:pk>/"

urlpatterns = [
    path("notices/", contacts.everything, name="everything"),
    path("notices/new/", contacts.notice, name="notice"),
    path("notices/help/", contacts.help_page, name="help"),
    path("notices/times/", declarations.times, name="times"),
    path("my-account/", declarations.declare, name="declare"),
    path("declarations/", declarations.declared, name="declared"),
    path(_ONE, contacts.contact, name="contact"),
    path(f"{_ONE}blocked/", contacts.blocked, name="blocked"),
    path(f"{_ONE}seen/", contacts.seen, name="seen"),
    path(f"{_ONE}pupil/", contacts.pupil, name="pupil"),
    path(f"{_ONE}read/", contacts.read, name="read"),
    path(f"{_ONE}close/", contacts.close, name="close"),
]
