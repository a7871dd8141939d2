"""The name of a line is the one that people read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0005_link_earlier"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("reported", "Reported"),
                    ("note", "Note"),
                    ("evidence", "Evidence kept"),
                    ("step", "Step done"),
                    ("owner", "Given to somebody"),
                    ("severity", "Severity changed"),
                    ("confidential", "Made confidential"),
                    ("met", "The law's time was met"),
                    ("closed", "Closed"),
                    ("reopened", "Opened again"),
                    ("hiding", "Asked X to hide or show a reply"),
                    ("hidden", "A reply is hidden"),
                    ("shown", "A reply is shown again"),
                    ("not-hidden", "A reply could not be hidden"),
                    ("deletion", "Our post is to be deleted"),
                    ("linked", "Linked"),
                    ("letter", "A letter was filled in"),
                    ("exported", "Printed or exported"),
                    ("held", "Kept longer"),
                    ("released", "No longer kept longer"),
                    ("disposed", "Its words were destroyed"),
                ],
                max_length=12,
            ),
        ),
    ]
