"""Practising to draft, under the school's drafts."""

from django.urls import path

from moderation.practice import views

app_name = "practice"
urlpatterns = [path("drafts/practice/", views.practice, name="practice")]
