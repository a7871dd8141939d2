from consent.urls import campaigns

urlpatterns = [*campaigns.urlpatterns]
