from django.urls import path

from schoolsocial.help import views

urlpatterns = [
    path("help/", views.index, name="help"),
    path("guide/", views.guide, name="guide"),
    path("guide/<slug:task>/", views.guide_task, name="guide_task"),
]
