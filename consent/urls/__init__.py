"""Pupils, families and what they answered: all under a school's own address."""

from consent.urls import register

app_name = "consent"
urlpatterns = [*register.urlpatterns]
