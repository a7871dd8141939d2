"""An invitation is its trust's; the last who works for a trust stays."""

from django.db import migrations

INVITATION = """
ALTER TABLE accounts_trustinvitation ADD CONSTRAINT accounts_trustinvitation_invited_by_id_member
    FOREIGN KEY (trust_id, invited_by_id) REFERENCES accounts_trustmember (trust_id, person_id);
ALTER TABLE accounts_trustinvitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts_trustinvitation FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON accounts_trustinvitation FOR SELECT USING (app_platform());
CREATE POLICY trust ON accounts_trustinvitation USING (trust_id = app_trust());
"""
INVITATION_BACKWARDS = """
DROP POLICY trust ON accounts_trustinvitation;
DROP POLICY platform ON accounts_trustinvitation;
ALTER TABLE accounts_trustinvitation NO FORCE ROW LEVEL SECURITY;
ALTER TABLE accounts_trustinvitation DISABLE ROW LEVEL SECURITY;
ALTER TABLE accounts_trustinvitation DROP CONSTRAINT accounts_trustinvitation_invited_by_id_member;
"""

NEVER_THE_LAST = """
CREATE FUNCTION accounts_trustmember_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.is_active OR NOT OLD.is_active) THEN
        RETURN NEW;
    END IF;
    IF OLD.is_active AND NOT EXISTS (
        SELECT FROM accounts_trustmember other JOIN accounts_person person ON person.id = person_id
        WHERE trust_id = OLD.trust_id AND other.id <> OLD.id
          AND other.is_active AND person.is_active)
    THEN
        RAISE EXCEPTION 'the last who works for a trust stays'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON accounts_trustmember
    FOR EACH ROW EXECUTE FUNCTION accounts_trustmember_guard();
"""
NEVER_THE_LAST_BACKWARDS = """
DROP TRIGGER guard ON accounts_trustmember;
DROP FUNCTION accounts_trustmember_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0022_trust_invitations")]
    operations = [
        migrations.RunSQL(INVITATION, INVITATION_BACKWARDS),
        migrations.RunSQL(NEVER_THE_LAST, NEVER_THE_LAST_BACKWARDS),
    ]
