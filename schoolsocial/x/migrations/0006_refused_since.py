"""Keys that X refuses are given time before they are taken for invalid."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("x", "0005_profiles")]

    operations = [
        migrations.AddField(
            model_name="account",
            name="refused_since",
            field=models.DateTimeField(null=True),
        ),
    ]
