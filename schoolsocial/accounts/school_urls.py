"""Pages of one school, under its own address."""

from django.urls import path

from schoolsocial.accounts.views import (
    covers,
    devices,
    invitations,
    kept_filters,
    people,
    schools,
    told,
)

urlpatterns = [
    path("join/<str:token>/", invitations.accept, name="join"),
    path("people/", people.everybody, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:pk>/", people.roles, name="person"),
    path("people/<int:pk>/deactivate/", people.deactivate, name="deactivate"),
    path("people/<int:pk>/second-factor/", people.take_second_factor, name="take_second_factor"),
    path("people/<int:pk>/reactivate/", people.reactivate, name="reactivate"),
    path("cover/", covers.covers, name="covers"),
    path("cover/<int:pk>/end/", covers.end, name="end_cover"),
    path("invitations/<int:pk>/resend/", invitations.resend, name="resend_invitation"),
    path("invitations/<int:pk>/revoke/", invitations.revoke, name="revoke_invitation"),
    path("devices/", devices.devices, name="devices"),
    path("devices/add/", devices.add, name="add_device"),
    path("devices/<int:pk>/revoke/", devices.revoke, name="revoke_device"),
    path("devices/networks/", devices.add_network, name="add_network"),
    path("devices/networks/<int:pk>/remove/", devices.remove_network, name="remove_network"),
    path("this-device/", devices.this_device, name="this_device"),
    path("filters/keep/", kept_filters.keep, name="keep_filter"),
    path("filters/<int:pk>/rename/", kept_filters.rename, name="rename_filter"),
    path("filters/<int:pk>/begin/", kept_filters.begin_with, name="begin_with_filter"),
    path("filters/<int:pk>/delete/", kept_filters.delete, name="delete_filter"),
    path("told/", told.told_devices, name="told_devices"),
    path("told/end/", told.told_end_all, name="told_end_all"),
    path("told/renew/", told.told_renew, name="told_renew"),
    path("told/<int:pk>/try/", told.told_try, name="told_try"),
    path("told/<int:pk>/end/", told.told_end, name="told_end"),
    path("settings/", schools.settings, name="school_settings"),
    path("settings/terms/", schools.add_term, name="add_term"),
    path("settings/terms/<int:pk>/remove/", schools.remove_term, name="remove_term"),
]
