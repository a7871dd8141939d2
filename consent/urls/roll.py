from django.urls import path

from consent.views import disposals, imports, pupils, roll, september

PUPIL = "roll/pupils/<int:pk>/"
IMPORT = "roll/import/<int:pk>/"

children = [
    path("roll/", roll.roll, name="roll"),
    path(PUPIL, pupils.pupil, name="roll_pupil"),
    path(PUPIL + "edit/", pupils.edit, name="roll_edit"),
    path(PUPIL + "left/", pupils.left, name="roll_left"),
    path(PUPIL + "back/", pupils.back, name="roll_back"),
]

files = [
    path("roll/import/", imports.upload, name="roll_import"),
    path(IMPORT, imports.columns, name="roll_columns"),
    path(IMPORT + "preview/", imports.preview, name="roll_preview"),
    path(IMPORT + "remarks.csv", imports.remarks, name="roll_remarks"),
    path(IMPORT + "apply/", imports.apply, name="roll_apply"),
    path(IMPORT + "drop/", imports.drop, name="roll_drop"),
    path(IMPORT + "result/", imports.result, name="roll_result"),
    path(IMPORT + "undo/", imports.undo, name="roll_undo"),
]

urlpatterns = [
    *children,
    *files,
    path("roll/new-year/", september.new_year, name="roll_new_year"),
    path("disposal/", disposals.disposals, name="disposals"),
    path("disposal/months/", disposals.keep_for, name="retention"),
]
