from django.urls import path

from moderation.drafts.views import compose, mine, photos, pictures, starting, submitting

urlpatterns = [
    path("drafts/", mine.mine, name="mine"),
    path("drafts/new/", starting.start, name="start"),
    path("drafts/online-safety/", starting.online_safety, name="online_safety"),
    path("drafts/emergency/", starting.emergency, name="emergency"),
    path("drafts/<int:pk>/", compose.compose, name="compose"),
    path("drafts/<int:pk>/save/", compose.autosave, name="autosave"),
    path("drafts/<int:pk>/dismiss/", compose.dismiss, name="dismiss"),
    path("drafts/<int:pk>/fix/", compose.fix, name="fix"),
    path("drafts/<int:pk>/take-back/", compose.take_back, name="take_back"),
    path("drafts/<int:pk>/discard/", mine.discard, name="discard"),
    path("drafts/<int:pk>/submit/", submitting.submit, name="submit"),
    path("drafts/<int:pk>/withdraw/", submitting.withdraw, name="withdraw"),
    path("drafts/<int:pk>/recall/", submitting.recall, name="recall"),
    path("drafts/<int:pk>/photos/", photos.states, name="photo_states"),
    path("drafts/<int:pk>/photos/add/", photos.add, name="photo_add"),
    path("drafts/<int:pk>/photos/<int:photo>/", photos.edit, name="photo_edit"),
    path("drafts/<int:pk>/photos/<int:photo>/declare/", photos.declare, name="photo_declare"),
    path("drafts/<int:pk>/photos/<int:photo>/same/", photos.same, name="photo_same"),
    path("drafts/<int:pk>/photos/<int:photo>/remove/", photos.remove, name="photo_remove"),
    path("photos/<slug:token>/", pictures.picture, name="picture"),
    path("photos/<slug:token>/small/", pictures.thumbnail, name="thumbnail"),
]
