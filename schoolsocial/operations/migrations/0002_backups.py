"""What was backed up, tried and restored."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_cover_walls"),
        ("operations", "0001_heartbeat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Backup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("seconds", models.PositiveIntegerField()),
                ("rows", models.PositiveBigIntegerField()),
                ("files", models.PositiveIntegerField()),
                ("size", models.PositiveBigIntegerField()),
                ("key_id", models.CharField(max_length=32)),
            ],
            options={
                "indexes": [models.Index(fields=["-made_at"], name="backup_latest")],
            },
        ),
        migrations.CreateModel(
            name="Drill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("seconds", models.PositiveIntegerField()),
                ("rows", models.PositiveBigIntegerField(default=0)),
                ("files", models.PositiveIntegerField(default=0)),
                ("trouble", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["-at"], name="drill_latest")],
            },
        ),
        migrations.CreateModel(
            name="Restoration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("restored_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="restoration_ended_by_somebody",
                    ),
                ],
            },
        ),
    ]
