"""A school's tokens and webhooks are its own, and whom they name are its members."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial"), ("accounts", "0005_devices")]
    operations = [
        wall("api_token"),
        members("api_token", "author_id", "created_by_id"),
        wall("api_answer", {"token_id": "api_token"}),
        wall("api_webhook"),
        members("api_webhook", "created_by_id"),
        wall("api_delivery", {"webhook_id": "api_webhook"}),
    ]
