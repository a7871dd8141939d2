"""How often the words of a picture were tried to be read, and since when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consent", "0005_rights_and_writing")]
    operations = [
        migrations.AddField(
            model_name="photo",
            name="readings",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="photo",
            name="reading_began_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(("readings__lte", 3)), name="photo_read_three_times_at_most"
            ),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(
                condition=models.Q(
                    ("readings__lt", 3), ("state", "ready"), ("written__isnull", True)
                ),
                fields=["uploaded_at"],
                name="photo_to_read",
            ),
        ),
    ]
