from django.urls import path

from moderation.drafts.views import pupils

urlpatterns = [
    path("roll/pupils/<int:pk>/export/", pupils.export, name="access_request"),
    path("roll/pupils/<int:pk>/erase/", pupils.erase, name="erase_pupil"),
]
