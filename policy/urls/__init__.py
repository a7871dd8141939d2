from policy.urls import document

urlpatterns = [*document.urlpatterns]
