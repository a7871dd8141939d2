"""When a pupil's row last changed, so that the roll in memory knows when it is old."""

from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("consent", "0002_walls")]
    operations = [
        migrations.AddField(
            "Pupil",
            "changed_at",
            models.DateTimeField(auto_now=True, default=timezone.now),
            preserve_default=False,
        ),
    ]
