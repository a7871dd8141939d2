from policy.urls import document, standing

urlpatterns = [*document.urlpatterns, *standing.urlpatterns]
