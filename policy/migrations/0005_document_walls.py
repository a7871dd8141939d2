"""The life of a policy version, held by the database: only known steps, and no change of words once
a version has left the hands of those who draft it."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

VERSION = """
CREATE FUNCTION policy_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    step policy_step;
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
    IF (NEW.school_id, NEW.number, NEW.based_on_id, NEW.created_at)
       IS DISTINCT FROM (OLD.school_id, OLD.number, OLD.based_on_id, OLD.created_at) THEN
        RAISE EXCEPTION 'a version keeps its school, its number and where it came from'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state <> 'draft' AND (NEW.title, NEW.pack, NEW.summary)
       IS DISTINCT FROM (OLD.title, OLD.pack, OLD.summary) THEN
        RAISE EXCEPTION 'the words of a version change only while it is a draft'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'recorded' AND NEW.state <> 'proposed' AND (
        NEW.ratified_on, NEW.minute_reference, NEW.in_force_from, NEW.review_on
    ) IS DISTINCT FROM (
        OLD.ratified_on, OLD.minute_reference, OLD.in_force_from, OLD.review_on
    ) THEN
        RAISE EXCEPTION 'a record of ratification is disputed, not changed'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = OLD.state THEN
        RETURN NEW;
    END IF;
    SELECT * INTO step FROM policy_step WHERE version_id = NEW.id ORDER BY id DESC LIMIT 1;
    IF (OLD.state || '>' || coalesce(step.verb, '') || '>' || NEW.state) NOT IN (
        'draft>propose>proposed', 'draft>withdraw>withdrawn', 'draft>adopt>ratified',
        'proposed>take back>draft', 'proposed>record>recorded', 'proposed>withdraw>withdrawn',
        'recorded>confirm>ratified', 'recorded>dispute>proposed'
    ) THEN
        RAISE EXCEPTION 'a version cannot go from % to % by the step %',
            OLD.state, NEW.state, coalesce(step.verb, 'none') USING ERRCODE = 'check_violation';
    END IF;
    IF step.verb = 'confirm' AND (
        step.by_id = (
            SELECT record.by_id FROM policy_step AS record
            WHERE record.version_id = NEW.id AND record.verb = 'record'
            ORDER BY record.id DESC LIMIT 1
        )
        OR NOT EXISTS (
            SELECT FROM accounts_membership AS place
            WHERE place.school_id = NEW.school_id AND place.person_id = step.by_id
            AND place.is_active AND 'governor' = ANY (place.roles)
        )
    ) THEN
        RAISE EXCEPTION 'a version is ratified only when a governor confirms what another recorded'
            USING ERRCODE = 'check_violation';
    END IF;
    IF step.verb = 'adopt' AND NEW.number <> 1 THEN
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
    -- Whoever writes holds the version, so that nobody proposes it or writes beside them meanwhile
    FOR now_is IN
        SELECT state FROM policy_policyversion WHERE id = ANY (touched) ORDER BY id
        FOR NO KEY UPDATE
    LOOP
        IF now_is <> 'draft' THEN
            RAISE EXCEPTION 'the words and rules of a version change only while it is a draft'
                USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    IF TG_TABLE_NAME = 'policy_clauserule' AND TG_OP <> 'DELETE' THEN
        IF EXISTS (
            SELECT FROM policy_clauserule AS other JOIN policy_clause AS its ON its.id = other.clause_id
            WHERE its.version_id = ANY (touched) AND other.rule = NEW.rule AND other.id <> NEW.id
        ) THEN
            RAISE EXCEPTION 'a rule stands in one clause of a version'
                USING ERRCODE = 'unique_violation';
        END IF;
    END IF;
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
