"""Who is the school's head and who chairs its governors: one of each at most."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_narrower_walls")]

    operations = [
        migrations.AddField(
            "membership",
            "post",
            models.CharField(
                blank=True,
                choices=[
                    ("", "Neither"),
                    ("head", "Head of the school"),
                    ("chair", "Chair of governors"),
                ],
                default="",
                max_length=5,
            ),
        ),
        migrations.AddConstraint(
            "membership",
            models.UniqueConstraint(
                condition=models.Q(("is_active", True), models.Q(("post", ""), _negated=True)),
                fields=("school", "post"),
                name="membership_one_head_one_chair",
            ),
        ),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=models.Q(
                    ("post", ""),
                    models.Q(("post", "head"), ("roles__contains", ["slt"])),
                    models.Q(("post", "chair"), ("roles__contains", ["governor"])),
                    _connector="OR",
                ),
                name="membership_post_fits_roles",
            ),
        ),
    ]
