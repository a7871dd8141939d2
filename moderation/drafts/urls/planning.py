from django.urls import path

from moderation.drafts.views import safety, series, slots, trip_questions

urlpatterns = [
    path("slots/", slots.slots, name="slots"),
    path("slots/accounts/<int:pk>/add/", slots.add, name="slot_add"),
    path("slots/accounts/<int:pk>/gaps/", slots.gaps, name="slot_gaps"),
    path("slots/<int:pk>/end/", slots.end, name="slot_end"),
    path("online-safety/", safety.library, name="safety"),
    path("online-safety/ready/", safety.stock, name="safety_stock"),
    path("online-safety/add/", safety.add, name="safety_add"),
    path("online-safety/plan/", safety.plan, name="safety_plan"),
    path("online-safety/plan/end/", safety.end_plan, name="safety_plan_end"),
    path("online-safety/messages/<int:pk>/", safety.change, name="safety_change"),
    path("online-safety/messages/<int:pk>/retire/", safety.retire, name="safety_retire"),
    path("online-safety/messages/<int:pk>/use/", safety.bring_back, name="safety_bring_back"),
    path("series/", series.everything, name="series_list"),
    path("series/<int:pk>/", series.one, name="series"),
    path("series/<int:pk>/change/", series.change, name="series_change"),
    path("series/<int:pk>/set-aside/", series.set_aside, name="series_set_aside"),
    path("series/<int:pk>/take-back/", series.take_back, name="series_take_back"),
    path("drafts/<int:pk>/series/", series.make, name="series_make"),
    path("drafts/<int:pk>/trip/", trip_questions.answer, name="trip_answer"),
    path("trips/<int:pk>/classes/", trip_questions.classes, name="trip_classes"),
]
