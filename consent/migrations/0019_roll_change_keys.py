"""The wall's key and the unique one hold all that these keys and indexes did: they only cost time."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_takedown_hours"),
        ("consent", "0018_photos_back_and_let_go"),
    ]

    operations = [
        migrations.AlterField(
            model_name="rollchange",
            name="roll_import",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="consent.rollimport",
            ),
        ),
        migrations.AlterField(
            model_name="rollchange",
            name="school",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rollchanges",
                to="accounts.school",
            ),
        ),
    ]
