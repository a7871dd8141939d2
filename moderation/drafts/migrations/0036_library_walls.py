"""The library stays inside its school, holds approved pictures alone, and lets none be kept beyond
the consents or the school's retention."""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall

POINTS = {"photo_id": "consent_photo", "post_id": "drafts_post"}

KEPT = """
CREATE FUNCTION drafts_library_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM drafts_post post
        JOIN drafts_postphoto placed ON placed.post_id = post.id AND placed.photo_id = NEW.photo_id
        JOIN consent_photo photo ON photo.id = placed.photo_id
        WHERE post.id = NEW.post_id AND post.state IN ('scheduled', 'by_hand', 'posted')
        AND photo.state = 'ready' AND photo.sha256 = NEW.sha256
        AND EXISTS (SELECT FROM drafts_decision
                    WHERE post_id = post.id AND verdict = 'approve');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the library takes a picture only as it was approved with a post'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_approved BEFORE INSERT ON drafts_librarypicture
    FOR EACH ROW EXECUTE FUNCTION drafts_library_approved();

CREATE FUNCTION drafts_library_use_by() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    months integer;
    added date;
BEGIN
    IF NEW.shows_pupils IS DISTINCT FROM false OR EXISTS (
        SELECT FROM (
            SELECT DISTINCT ON (word.face_id) word.pupil_id
            FROM consent_faceaccount word JOIN consent_face face ON face.id = word.face_id
            WHERE face.photo_id = NEW.photo_id AND face.removed_at IS NULL
            ORDER BY word.face_id, word.id DESC
        ) AS last WHERE last.pupil_id IS NOT NULL
    ) THEN
        IF NEW.use_by > make_date(
            extract(year FROM NEW.use_by_set_on)::integer
            + (extract(month FROM NEW.use_by_set_on) >= 9)::integer, 8, 31
        ) THEN
            RAISE EXCEPTION 'a picture with pupils is kept to the end of the academic year at most'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    SELECT picture_months INTO months FROM consent_retention WHERE school_id = NEW.school_id;
    SELECT (uploaded_at AT TIME ZONE 'Europe/London')::date INTO added
        FROM consent_photo WHERE id = NEW.photo_id;
    IF NEW.use_by > added + make_interval(months => coalesce(months, 24)) THEN
        RAISE EXCEPTION 'no picture is kept for reuse beyond the retention of the school'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_use_by BEFORE INSERT OR UPDATE OF use_by, use_by_set_on
    ON drafts_librarypicture FOR EACH ROW EXECUTE FUNCTION drafts_library_use_by();

CREATE FUNCTION drafts_library_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'what was kept in the library stays on record'
            USING ERRCODE = 'check_violation';
    END IF;
    IF ROW(NEW.school_id, NEW.photo_id, NEW.post_id, NEW.sha256, NEW.kept_by_id, NEW.kept_at,
           NEW.shows_pupils, NEW.pupils_counted, NEW.source, NEW.declared)
       IS DISTINCT FROM
       ROW(OLD.school_id, OLD.photo_id, OLD.post_id, OLD.sha256, OLD.kept_by_id, OLD.kept_at,
           OLD.shows_pupils, OLD.pupils_counted, OLD.source, OLD.declared) THEN
        RAISE EXCEPTION 'a picture in the library stays as it was approved'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.gone_at IS NULL
       AND ROW(NEW.title, NEW.occasion, NEW.alt_text) IS DISTINCT FROM
           ROW(OLD.title, OLD.occasion, OLD.alt_text) THEN
        RAISE EXCEPTION 'a picture in the library stays as it was approved'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.retired_at IS NOT NULL AND NEW.retired_at IS DISTINCT FROM OLD.retired_at
       OR OLD.gone_at IS NOT NULL AND NEW.gone_at IS DISTINCT FROM OLD.gone_at THEN
        RAISE EXCEPTION 'what was retired or deleted does not come back'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON drafts_librarypicture
    FOR EACH ROW EXECUTE FUNCTION drafts_library_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON drafts_librarypicture
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
KEPT_BACKWARDS = """
DROP TRIGGER guard_truncate ON drafts_librarypicture;
DROP TRIGGER guard ON drafts_librarypicture;
DROP FUNCTION drafts_library_guard();
DROP TRIGGER guard_use_by ON drafts_librarypicture;
DROP FUNCTION drafts_library_use_by();
DROP TRIGGER guard_approved ON drafts_librarypicture;
DROP FUNCTION drafts_library_approved();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0034_series_and_trip_class_walls"),
        ("accounts", "0009_cover_walls"),
        ("consent", "0022_own_classes"),
    ]
    operations = [
        wall("drafts_librarypicture", POINTS),
        members("drafts_librarypicture", "kept_by_id", "retired_by_id"),
        wall("drafts_libraryterms"),
        migrations.RunSQL(KEPT, KEPT_BACKWARDS),
    ]
