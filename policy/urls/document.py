from django.urls import path

from policy.views import document

urlpatterns = [path("policy/", document.current, name="policy")]
