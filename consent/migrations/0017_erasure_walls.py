"""The one way in which rows that are only ever added may lose what they say of a child.

Who is erased stays erased and is spoken of no more. Words on faces go, and reasons are emptied,
only where the child they speak of is erased: the triggers look, whoever asks. The software has no
right to change those tables; ``consent_forget`` has, and asks the same question first.
"""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

STAYS_ERASED = """
CREATE FUNCTION consent_stays_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'who was erased stays erased' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER stays_erased BEFORE UPDATE ON consent_pupil FOR EACH ROW
    WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION consent_stays_erased();
CREATE TRIGGER stays_erased BEFORE UPDATE ON consent_guardian FOR EACH ROW
    WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION consent_stays_erased();
CREATE TRIGGER stays_erased BEFORE UPDATE ON consent_consentdocument FOR EACH ROW
    WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION consent_stays_erased();
"""
FREE_AGAIN = """
DROP TRIGGER stays_erased ON consent_consentdocument;
DROP TRIGGER stays_erased ON consent_guardian;
DROP TRIGGER stays_erased ON consent_pupil;
DROP FUNCTION consent_stays_erased();
"""

PROTECTED_STAY = """
CREATE FUNCTION consent_protected_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT is_set FROM consent_neverpublish WHERE pupil_id = NEW.id ORDER BY id DESC LIMIT 1)
    THEN
        RAISE EXCEPTION 'a protected child is not erased' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER protected_stays BEFORE UPDATE ON consent_pupil FOR EACH ROW
    WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL)
    EXECUTE FUNCTION consent_protected_stays();
"""
PROTECTED_GO = """
DROP TRIGGER protected_stays ON consent_pupil;
DROP FUNCTION consent_protected_stays();
"""

SPOKEN_OF = """
CREATE FUNCTION consent_is_erased(pupil bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    erased timestamptz;
BEGIN
    -- Waits for whoever is erasing the child at this moment
    SELECT erased_at INTO erased FROM consent_pupil WHERE id = pupil FOR KEY SHARE;
    RETURN erased IS NOT NULL;
END $$;
CREATE FUNCTION consent_speaks_of_nobody() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF consent_is_erased(NEW.pupil_id) THEN
        RAISE EXCEPTION 'this child was erased' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
UNSPOKEN = """
DROP FUNCTION consent_speaks_of_nobody();
DROP FUNCTION consent_is_erased(bigint);
"""
SPEAKING = ("consent", "faceaccount", "guardianship", "neverpublish", "registerchange")

FORGET = """
CREATE FUNCTION consent_face_goes_with_its_child() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND consent_is_erased(OLD.pupil_id) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% on % is refused: its rows are kept as they were written', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION consent_reason_goes_with_its_child() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND consent_is_erased(OLD.pupil_id) AND length(NEW.reason) = 0
        AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% on % is refused: its rows are kept as they were written', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
DROP TRIGGER append_only ON consent_faceaccount;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON consent_faceaccount
    FOR EACH ROW EXECUTE FUNCTION consent_face_goes_with_its_child();
DROP TRIGGER append_only ON consent_neverpublish;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON consent_neverpublish
    FOR EACH ROW EXECUTE FUNCTION consent_reason_goes_with_its_child();

CREATE FUNCTION consent_forget(pupil bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM consent_pupil
                   WHERE id = pupil AND school_id = app_school() AND erased_at IS NOT NULL) THEN
        RAISE EXCEPTION 'only who is erased is forgotten' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM consent_faceaccount WHERE pupil_id = pupil AND school_id = app_school();
    UPDATE consent_neverpublish SET reason = ''
        WHERE pupil_id = pupil AND school_id = app_school() AND length(reason) > 0;
END $$;
REVOKE EXECUTE ON FUNCTION consent_forget(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_forget(bigint) TO schoolsocial_app;
"""
REMEMBER = """
DROP FUNCTION consent_forget(bigint);
DROP TRIGGER append_only ON consent_neverpublish;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON consent_neverpublish
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP TRIGGER append_only ON consent_faceaccount;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON consent_faceaccount
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP FUNCTION consent_reason_goes_with_its_child();
DROP FUNCTION consent_face_goes_with_its_child();
"""


def spoken_of_no_more(table: str) -> migrations.RunSQL:
    """No new row of this table speaks of an erased child."""
    return migrations.RunSQL(
        f"CREATE TRIGGER speaks_of_nobody BEFORE INSERT ON consent_{table} FOR EACH ROW"
        " WHEN (NEW.pupil_id IS NOT NULL) EXECUTE FUNCTION consent_speaks_of_nobody()",
        f"DROP TRIGGER speaks_of_nobody ON consent_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [("consent", "0015_campaign_walls"), ("accounts", "0005_devices")]
    operations = [
        wall("consent_retention"),
        wall("consent_disposed"),
        members("consent_disposed", "by_id"),
        append_only("consent_disposed"),
        migrations.RunSQL(STAYS_ERASED, FREE_AGAIN),
        migrations.RunSQL(PROTECTED_STAY, PROTECTED_GO),
        migrations.RunSQL(SPOKEN_OF, UNSPOKEN),
        *map(spoken_of_no_more, SPEAKING),
        migrations.RunSQL(FORGET, REMEMBER),
    ]
