"""The events and their chain."""

from django.db import migrations, models

from schoolsocial.tenancy.operations import append_only

CHAIN = """
CREATE FUNCTION audit_digest(
    previous bytea, school_id bigint, sequence bigint, at timestamptz, actor_id bigint,
    verb text, object_type text, object_id bigint, payload jsonb
) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(previous || convert_to(concat_ws(
        E'\\n', school_id, sequence, (extract(epoch FROM at) * 1000000)::bigint,
        coalesce(actor_id::text, '-'), verb, object_type, coalesce(object_id::text, '-'),
        payload::text
    ), 'UTF8'))
$$;

-- Looks past the school's wall for the head of the chain. (A SET clause would do the same, but only
-- an owner who may set the parameter could make such a function.)
CREATE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head record;
    scope text := current_setting('schoolsocial.school', true);
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit'), (NEW.school_id % 2147483647)::integer);
    PERFORM set_config('schoolsocial.school', '*', true);
    SELECT sequence, digest INTO head FROM audit_event
        WHERE school_id = NEW.school_id ORDER BY sequence DESC LIMIT 1;
    PERFORM set_config('schoolsocial.school', coalesce(scope, ''), true);
    NEW.sequence := coalesce(head.sequence, 0) + 1;
    NEW.previous := coalesce(head.digest, ''::bytea);
    NEW.digest := audit_digest(
        NEW.previous, NEW.school_id, NEW.sequence, NEW.at, NEW.actor_id,
        NEW.verb, NEW.object_type, NEW.object_id, NEW.payload
    );
    RETURN NEW;
END $$;
CREATE TRIGGER link BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_link();

ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
CREATE POLICY school ON audit_event
    USING (school_id = app_school() OR app_platform())
    WITH CHECK (school_id = app_school() OR app_platform() OR school_id = 0);
"""

UNCHAIN = """
DROP POLICY school ON audit_event;
ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_event DISABLE ROW LEVEL SECURITY;
DROP TRIGGER link ON audit_event;
DROP FUNCTION audit_link();
DROP FUNCTION audit_digest(bytea, bigint, bigint, timestamptz, bigint, text, text, bigint, jsonb);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("tenancy", "0001_ground")]
    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("school_id", models.BigIntegerField()),
                ("sequence", models.BigIntegerField(editable=False)),
                ("at", models.DateTimeField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("verb", models.CharField(max_length=64)),
                ("object_type", models.CharField(max_length=64)),
                ("object_id", models.BigIntegerField(null=True)),
                ("payload", models.JSONField(default=dict)),
                ("previous", models.BinaryField(editable=False)),
                ("digest", models.BinaryField(editable=False)),
            ],
        ),
        migrations.AddIndex(
            "Event",
            models.Index(fields=["school_id", "object_type", "object_id"], name="audit_by_object"),
        ),
        migrations.AddConstraint(
            "Event",
            models.UniqueConstraint(fields=["school_id", "sequence"], name="audit_one_chain"),
        ),
        migrations.RunSQL(CHAIN, UNCHAIN),
        append_only("audit_event"),
    ]
