"""The life of a policy version, held by the database: only known steps, and no change of words once
a version has left the hands of those who draft it."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

VERSION = """
CREATE FUNCTION policy_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a version is withdrawn, never deleted' USING ERRCODE = 'check_violation';
    ELSIF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'a version begins as a draft, not as %', NEW.state
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state IN ('ratified', 'withdrawn') THEN
        RAISE EXCEPTION 'a % version never changes', OLD.state USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.school_id <> OLD.school_id OR NEW.number <> OLD.number
       OR NEW.based_on_id IS DISTINCT FROM OLD.based_on_id THEN
        RAISE EXCEPTION 'a version keeps its school, its number and where it came from'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
        'draft>proposed', 'draft>withdrawn', 'draft>ratified',
        'proposed>draft', 'proposed>recorded', 'proposed>withdrawn',
        'recorded>ratified', 'recorded>proposed'
    ) THEN
        RAISE EXCEPTION 'a version cannot go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.title <> OLD.title AND OLD.state <> 'draft' THEN
        RAISE EXCEPTION 'the words of a version change only while it is a draft'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'recorded' AND NEW.state = 'recorded' AND (
        NEW.ratified_on, NEW.minute_reference, NEW.in_force_from, NEW.review_on
    ) IS DISTINCT FROM (
        OLD.ratified_on, OLD.minute_reference, OLD.in_force_from, OLD.review_on
    ) THEN
        RAISE EXCEPTION 'a record of ratification is disputed, not changed'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'recorded' AND NEW.state = 'ratified' AND NOT EXISTS (
        SELECT FROM policy_step AS yes WHERE yes.version_id = NEW.id AND yes.verb = 'confirm'
        AND yes.by_id <> (
            SELECT record.by_id FROM policy_step AS record
            WHERE record.version_id = NEW.id AND record.verb = 'record'
            ORDER BY record.id DESC LIMIT 1
        )
    ) THEN
        RAISE EXCEPTION 'a version is ratified only when somebody else confirms the record'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'draft' AND NEW.state = 'ratified' AND NOT (
        NEW.number = 1
        AND EXISTS (SELECT FROM policy_step WHERE version_id = NEW.id AND verb = 'adopt')
    ) THEN
        RAISE EXCEPTION 'only a first version may have been ratified on paper'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON policy_policyversion
    FOR EACH ROW EXECUTE FUNCTION policy_version_guard();

CREATE FUNCTION policy_words_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
    now_is text;
BEGIN
    IF TG_TABLE_NAME = 'policy_clause' THEN
        touched := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.version_id]
            WHEN 'DELETE' THEN ARRAY[OLD.version_id]
            ELSE ARRAY[OLD.version_id, NEW.version_id] END;
    ELSE
        SELECT array_agg(version_id) INTO touched FROM policy_clause WHERE id = ANY (
            CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.clause_id]
            WHEN 'DELETE' THEN ARRAY[OLD.clause_id]
            ELSE ARRAY[OLD.clause_id, NEW.clause_id] END
        );
    END IF;
    FOR now_is IN SELECT state FROM policy_policyversion WHERE id = ANY (touched) FOR SHARE LOOP
        IF now_is <> 'draft' THEN
            RAISE EXCEPTION 'the words and rules of a version change only while it is a draft'
                USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON policy_clause
    FOR EACH ROW EXECUTE FUNCTION policy_words_guard();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON policy_clauserule
    FOR EACH ROW EXECUTE FUNCTION policy_words_guard();
"""

BACKWARDS = """
DROP TRIGGER guard ON policy_clauserule;
DROP TRIGGER guard ON policy_clause;
DROP FUNCTION policy_words_guard();
DROP TRIGGER guard ON policy_policyversion;
DROP FUNCTION policy_version_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("policy", "0004_document_life")]
    operations = [
        wall("policy_step", {"version_id": "policy_policyversion"}),
        members("policy_step", "by_id"),
        append_only("policy_step"),
        migrations.RunSQL(
            "ALTER TABLE policy_policyversion ADD CONSTRAINT policy_policyversion_based_on_id_same_school "
            "FOREIGN KEY (school_id, based_on_id) REFERENCES policy_policyversion (school_id, id)",
            "ALTER TABLE policy_policyversion DROP CONSTRAINT policy_policyversion_based_on_id_same_school",
        ),
        members("policy_policyversion", "owner_id"),
        migrations.RunSQL(VERSION, BACKWARDS),
    ]
