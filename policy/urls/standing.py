from django.urls import path

from policy.views import agreement, training

urlpatterns = [
    path("policy/agree/", agreement.agree, name="policy_agree"),
    path("policy/training/", training.everybody, name="policy_training"),
    path("policy/training/record/", training.record, name="policy_training_record"),
]
