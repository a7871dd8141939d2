from django.urls import path

from schoolsocial.operations import views

urlpatterns = [
    path("platform/health/", views.health, name="health"),
    path("platform/health.json", views.health_data, name="health_data"),
]
