from django.urls import path

from moderation.drafts.views import by_hand

urlpatterns = [
    path("by-hand/", by_hand.by_hand_list, name="by_hand"),
    path("by-hand/<int:pk>/", by_hand.by_hand_post, name="by_hand_post"),
    path("by-hand/<int:pk>/take/", by_hand.take, name="by_hand_take"),
    path("by-hand/<int:pk>/photos/<int:photo>/", by_hand.picture, name="by_hand_picture"),
    path("by-hand/<int:pk>/posted/", by_hand.posted, name="by_hand_posted"),
    path("by-hand/<int:pk>/let-go/", by_hand.let_go, name="by_hand_let_go"),
    path("by-hand/<int:pk>/gone/", by_hand.gone, name="by_hand_gone"),
]
