"""A page keeps who is as before as ranges of followers, and lets go of all its people at once.

A worker of the release before goes on writing everybody's number, which counts as well. It could
not end a sweep that a newer one has written pages of: it would take those in the ranges for gone.
The guard stops it, and a newer worker ends the sweep.
"""

from django.contrib.postgres.fields import ArrayField, BigIntegerRangeField
from django.db import migrations

GUARD = """
CREATE FUNCTION followers_page_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a page lets go of all its people' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON followers_sweeppage FOR EACH ROW
    WHEN (NEW.ids = '{}' AND NEW.as_before <> '{}') EXECUTE FUNCTION followers_page_guard();
"""
NO_GUARD = """
DROP TRIGGER guard ON followers_sweeppage;
DROP FUNCTION followers_page_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("followers", "0007_decided_by_policy")]

    operations = [
        migrations.AddField(
            model_name="sweeppage",
            name="as_before",
            field=ArrayField(
                base_field=BigIntegerRangeField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.RunSQL(GUARD, NO_GUARD),
    ]
