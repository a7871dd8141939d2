"""A trust's scope sees its own people and its schools' places, and no row of a school besides.

``app_trust()`` is empty wherever a school's or the platform's scope is set: nobody is in two.
"""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall

SCOPE = """
CREATE FUNCTION app_trust() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN coalesce(current_setting('schoolsocial.school', true), '') = ''
                 AND current_setting('schoolsocial.trust', true) ~ '^[0-9]+$'
                THEN current_setting('schoolsocial.trust', true)::bigint END
$$;
"""
SCOPE_BACKWARDS = "DROP FUNCTION app_trust();"

MEMBER = """
ALTER TABLE accounts_trustmember ADD CONSTRAINT accounts_trustmember_key UNIQUE (trust_id, person_id);
ALTER TABLE accounts_trustmember ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts_trustmember FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON accounts_trustmember USING (app_platform());
CREATE POLICY trust ON accounts_trustmember FOR SELECT USING (trust_id = app_trust());
CREATE POLICY own ON accounts_trustmember FOR SELECT USING (person_id = app_person());
"""
MEMBER_BACKWARDS = """
DROP POLICY own ON accounts_trustmember;
DROP POLICY trust ON accounts_trustmember;
DROP POLICY platform ON accounts_trustmember;
ALTER TABLE accounts_trustmember NO FORCE ROW LEVEL SECURITY;
ALTER TABLE accounts_trustmember DISABLE ROW LEVEL SECURITY;
ALTER TABLE accounts_trustmember DROP CONSTRAINT accounts_trustmember_key;
"""

PLACE = """
ALTER TABLE accounts_trustplace ADD CONSTRAINT accounts_trustplace_asked_by_id_member
    FOREIGN KEY (trust_id, asked_by_id) REFERENCES accounts_trustmember (trust_id, person_id);
CREATE POLICY trust ON accounts_trustplace FOR SELECT USING (trust_id = app_trust());
CREATE POLICY trust_asks ON accounts_trustplace FOR INSERT
    WITH CHECK (trust_id = app_trust() AND answered_at IS NULL AND ended_at IS NULL);
CREATE FUNCTION accounts_trustplace_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    someone bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'which trust a school belonged to is never forgotten'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (
        OLD.ended_at IS NOT NULL
        OR ROW(NEW.school_id, NEW.trust_id, NEW.asked_by_id, NEW.asked_at)
           IS DISTINCT FROM ROW(OLD.school_id, OLD.trust_id, OLD.asked_by_id, OLD.asked_at)
        OR OLD.answered_at IS NOT NULL
           AND ROW(NEW.agreed, NEW.answered_by_id, NEW.answered_at)
               IS DISTINCT FROM ROW(OLD.agreed, OLD.answered_by_id, OLD.answered_at))
    THEN
        RAISE EXCEPTION 'a place in a trust is answered once and ended once'
            USING ERRCODE = 'check_violation';
    END IF;
    someone := coalesce(NEW.ended_by_id, NEW.answered_by_id);
    IF someone IS NOT NULL AND NOT EXISTS (
        SELECT FROM accounts_membership
        WHERE school_id = NEW.school_id AND person_id = someone AND post = 'head' AND is_active)
    THEN
        RAISE EXCEPTION 'only the head of the school answers a trust'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON accounts_trustplace
    FOR EACH ROW EXECUTE FUNCTION accounts_trustplace_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON accounts_trustplace
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
PLACE_BACKWARDS = """
DROP TRIGGER guard_truncate ON accounts_trustplace;
DROP TRIGGER guard ON accounts_trustplace;
DROP FUNCTION accounts_trustplace_guard();
DROP POLICY trust_asks ON accounts_trustplace;
DROP POLICY trust ON accounts_trustplace;
ALTER TABLE accounts_trustplace DROP CONSTRAINT accounts_trustplace_asked_by_id_member;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0012_notice_walls")]
    operations = [
        migrations.RunSQL(SCOPE, SCOPE_BACKWARDS),
        migrations.RunSQL(MEMBER, MEMBER_BACKWARDS),
        wall("accounts_trustplace"),
        members("accounts_trustplace", "answered_by_id", "ended_by_id"),
        migrations.RunSQL(PLACE, PLACE_BACKWARDS),
    ]
