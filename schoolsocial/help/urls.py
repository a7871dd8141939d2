from django.urls import path

from schoolsocial.help import views

urlpatterns = [path("help/", views.index, name="help")]
