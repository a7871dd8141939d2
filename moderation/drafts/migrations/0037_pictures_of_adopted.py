"""A post taken into the record takes over its pictures as they stand on X, and keeps them; once it
is gone from X, how they were described may go.
"""

from django.db import migrations

GUARD = """
CREATE OR REPLACE FUNCTION drafts_postphoto_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.post_id ELSE NEW.post_id END;
    now_is text;
    adopted boolean;
BEGIN
    SELECT state, adopted_at IS NOT NULL INTO now_is, adopted
        FROM drafts_post WHERE id = owner FOR SHARE;
    IF adopted AND TG_OP = 'INSERT' AND now_is = 'posted' THEN
        RETURN NEW;
    END IF;
    IF adopted AND TG_OP = 'UPDATE' AND now_is = 'removed' THEN
        IF NEW.alt_text = ''
           AND (to_jsonb(NEW) - 'alt_text') = (to_jsonb(OLD) - 'alt_text') THEN
            RETURN NEW;
        END IF;
    END IF;
    IF now_is IS NULL OR now_is NOT IN ('draft', 'returned') THEN
        RAISE EXCEPTION 'the pictures of a post change only while it is a draft'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION drafts_postphoto_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.post_id ELSE NEW.post_id END;
    now_is text;
BEGIN
    SELECT state INTO now_is FROM drafts_post WHERE id = owner FOR SHARE;
    IF now_is IS NULL OR now_is NOT IN ('draft', 'returned') THEN
        RAISE EXCEPTION 'the pictures of a post change only while it is a draft'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("drafts", "0036_library_walls")]
    operations = [migrations.RunSQL(GUARD, BEFORE)]
