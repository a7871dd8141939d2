from django.urls import path

from moderation.drafts.views import compose, mine, photos, pictures, submitting

urlpatterns = [
    path("drafts/", mine.mine, name="mine"),
    path("drafts/new/", mine.start, name="start"),
    path("drafts/<int:pk>/", compose.compose, name="compose"),
    path("drafts/<int:pk>/save/", compose.autosave, name="autosave"),
    path("drafts/<int:pk>/dismiss/", compose.dismiss, name="dismiss"),
    path("drafts/<int:pk>/take-back/", compose.take_back, name="take_back"),
    path("drafts/<int:pk>/discard/", mine.discard, name="discard"),
    path("drafts/<int:pk>/submit/", submitting.submit, name="submit"),
    path("drafts/<int:pk>/withdraw/", submitting.withdraw, name="withdraw"),
    path("drafts/<int:pk>/recall/", submitting.recall, name="recall"),
    path("drafts/<int:pk>/photos/", photos.states, name="photo_states"),
    path("drafts/<int:pk>/photos/add/", photos.add, name="photo_add"),
    path("drafts/<int:pk>/photos/<int:photo>/", photos.edit, name="photo_edit"),
    path("drafts/<int:pk>/photos/<int:photo>/remove/", photos.remove, name="photo_remove"),
    path("photos/<slug:token>/", pictures.picture, name="picture"),
    path("photos/<slug:token>/small/", pictures.thumbnail, name="thumbnail"),
]
