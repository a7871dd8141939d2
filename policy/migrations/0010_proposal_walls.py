"""A proposal is its trust's, read by the schools that belong to it; an answer is its school's."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

STANDING = """
    SELECT place.{column} FROM accounts_trustplace place
    WHERE place.{other} = {whose} AND place.agreed AND place.ended_at IS NULL
"""
OF_SCHOOL = STANDING.format(column="trust_id", other="school_id", whose="app_school()")
OF_TRUST = STANDING.format(column="school_id", other="trust_id", whose="app_trust()")

PROPOSAL = f"""
ALTER TABLE policy_proposal ADD CONSTRAINT policy_proposal_key UNIQUE (trust_id, id);
ALTER TABLE policy_proposal ADD CONSTRAINT policy_proposal_published_by_id_member
    FOREIGN KEY (trust_id, published_by_id) REFERENCES accounts_trustmember (trust_id, person_id);
ALTER TABLE policy_proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE policy_proposal FORCE ROW LEVEL SECURITY;
CREATE POLICY trust ON policy_proposal USING (trust_id = app_trust());
CREATE POLICY school ON policy_proposal FOR SELECT USING (trust_id IN ({OF_SCHOOL}));
"""
PROPOSAL_BACKWARDS = """
DROP POLICY school ON policy_proposal;
DROP POLICY trust ON policy_proposal;
ALTER TABLE policy_proposal NO FORCE ROW LEVEL SECURITY;
ALTER TABLE policy_proposal DISABLE ROW LEVEL SECURITY;
ALTER TABLE policy_proposal DROP CONSTRAINT policy_proposal_published_by_id_member;
ALTER TABLE policy_proposal DROP CONSTRAINT policy_proposal_key;
"""

ANSWER = f"""
ALTER TABLE policy_proposalanswer ADD CONSTRAINT policy_proposalanswer_proposal_id_of_trust
    FOREIGN KEY (trust_id, proposal_id) REFERENCES policy_proposal (trust_id, id);
CREATE POLICY trust ON policy_proposalanswer FOR SELECT
    USING (trust_id = app_trust() AND school_id IN ({OF_TRUST}));
"""
ONLY_THE_HEAD = """
CREATE FUNCTION policy_proposalanswer_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM accounts_membership
        WHERE school_id = NEW.school_id AND person_id = NEW.by_id AND post = 'head' AND is_active)
    THEN
        RAISE EXCEPTION 'only the head of the school answers a trust'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON policy_proposalanswer
    FOR EACH ROW EXECUTE FUNCTION policy_proposalanswer_guard();
"""
ONLY_THE_HEAD_BACKWARDS = """
DROP TRIGGER guard ON policy_proposalanswer;
DROP FUNCTION policy_proposalanswer_guard();
"""
ANSWER_BACKWARDS = """
DROP POLICY trust ON policy_proposalanswer;
ALTER TABLE policy_proposalanswer DROP CONSTRAINT policy_proposalanswer_proposal_id_of_trust;
"""


class Migration(migrations.Migration):
    dependencies = [("policy", "0008_reminders"), ("accounts", "0015_trust_walls")]
    operations = [
        migrations.RunSQL(PROPOSAL, PROPOSAL_BACKWARDS),
        append_only("policy_proposal"),
        wall("policy_proposalanswer", {"version_id": "policy_policyversion"}),
        members("policy_proposalanswer", "by_id"),
        migrations.RunSQL(ANSWER, ANSWER_BACKWARDS),
        migrations.RunSQL(ONLY_THE_HEAD, ONLY_THE_HEAD_BACKWARDS),
        append_only("policy_proposalanswer"),
    ]
