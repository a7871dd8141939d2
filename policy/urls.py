from django.urls import path

from policy import views

urlpatterns = [path("policy/", views.current, name="policy")]
