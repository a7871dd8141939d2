"""Pupils, families and what they answered: all under a school's own address."""

from consent.urls import register, roll

app_name = "consent"
urlpatterns = [*roll.urlpatterns, *register.urlpatterns]
