from django.urls import path

from consent.views import children, documents, photo_help, photo_sheets, protection, register

urlpatterns = [
    path("consent/help/", photo_help.photos, name="help"),
    path("consent/", register.register, name="register"),
    path("consent/find/", register.find, name="find"),
    path("consent/classes/<int:pk>/", register.class_register, name="class"),
    path("consent/pupils/<int:pk>/", children.pupil, name="pupil"),
    path("consent/pupils/<int:pk>/withdraw/", children.withdraw, name="withdraw"),
    path("consent/pupils/<int:pk>/carers/add/", children.add_carer, name="add_carer"),
    path("consent/pupils/<int:pk>/carers/<int:guardian>/", children.edit_carer, name="edit_carer"),
    path("consent/papers/<slug:token>/", documents.document, name="document"),
    path("photo-sheets/", photo_sheets.sheets, name="photo_sheets"),
    path("photo-sheets/yours/", photo_sheets.choose_own, name="own_classes"),
    path("photo-sheets/classes/<int:pk>/", photo_sheets.of_class, name="photo_sheet"),
    path("photo-sheets/list/", photo_sheets.of_list, name="photo_list"),
    path("never-publish/", protection.protected, name="protected"),
    path("never-publish/find/", protection.find, name="find_protected"),
    path("never-publish/<int:pk>/", protection.child, name="protection"),
    path("never-publish/<int:pk>/set/", protection.protect, name="protect"),
    path("never-publish/<int:pk>/lift/", protection.lift, name="lift"),
    path("never-publish/<int:pk>/reasons/<int:entry>/", protection.reason, name="reason"),
]
