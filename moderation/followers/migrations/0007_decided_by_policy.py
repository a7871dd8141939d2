"""A decision keeps the words of its reason and the version of the policy that named it."""

from django.db import migrations

WALL = """
ALTER TABLE followers_decision ADD CONSTRAINT followers_decision_policy_id_same_school
    FOREIGN KEY (school_id, policy_id) REFERENCES policy_policyversion (school_id, id);

CREATE FUNCTION followers_policy_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM policy_policyversion
        WHERE id = NEW.policy_id AND state = 'ratified'
        AND in_force_from <= (NEW.at AT TIME ZONE 'Europe/London')::date
    ) THEN
        RAISE EXCEPTION 'a decision is made by a policy in force' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_policy BEFORE INSERT ON followers_decision FOR EACH ROW
    WHEN (NEW.policy_id IS NOT NULL) EXECUTE FUNCTION followers_policy_guard();
"""
NO_WALL = """
DROP TRIGGER guard_policy ON followers_decision;
DROP FUNCTION followers_policy_guard();
ALTER TABLE followers_decision DROP CONSTRAINT followers_decision_policy_id_same_school;
"""


class Migration(migrations.Migration):
    dependencies = [("followers", "0006_walls_asked_once"), ("policy", "0010_proposal_walls")]

    operations = [
        migrations.RunSQL(WALL, NO_WALL),
    ]
