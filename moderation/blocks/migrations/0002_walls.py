"""Blocks stay inside their school; their life is the one on the screen; their record is kept."""

from django.db import migrations

from schoolsocial.tenancy.operations import append_only, members, wall

BLOCK = """
CREATE FUNCTION blocks_block_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a block is never deleted' USING ERRCODE = 'check_violation';
    ELSIF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'to-do' THEN
            RAISE EXCEPTION 'a block begins as decided' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF ROW(NEW.school_id, NEW.account_id, NEW.reason, NEW.decided_by_id, NEW.decided_at)
       IS DISTINCT FROM
       ROW(OLD.school_id, OLD.account_id, OLD.reason, OLD.decided_by_id, OLD.decided_at) THEN
        RAISE EXCEPTION 'what was decided, by whom and when stays as it was'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.user_id <> '' AND NEW.user_id <> OLD.user_id THEN
        RAISE EXCEPTION 'a block stays that of one account' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
        'to-do>done', 'to-do>verified', 'to-do>called-off',
        'done>verified', 'done>seen', 'done>to-do', 'done>to-undo',
        'seen>verified', 'seen>to-do', 'seen>to-undo',
        'verified>to-do', 'verified>to-undo',
        'to-undo>undone', 'to-undo>lifted', 'to-undo>done',
        'undone>lifted', 'undone>to-undo', 'undone>to-do'
    ) THEN
        RAISE EXCEPTION 'a block cannot go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON blocks_block
    FOR EACH ROW EXECUTE FUNCTION blocks_block_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON blocks_block
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
BLOCK_BACKWARDS = """
DROP TRIGGER guard_truncate ON blocks_block;
DROP TRIGGER guard ON blocks_block;
DROP FUNCTION blocks_block_guard();
"""

ATTEMPT = """
CREATE FUNCTION blocks_blockattempt_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'attempts are never deleted' USING ERRCODE = 'check_violation';
    ELSIF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'prepared' THEN
            RAISE EXCEPTION 'an attempt begins as prepared' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state NOT IN ('prepared', 'in-flight', 'unknown') THEN
        RAISE EXCEPTION 'a finished attempt is kept as it was' USING ERRCODE = 'check_violation';
    END IF;
    IF ROW(NEW.school_id, NEW.block_id, NEW.kind) IS DISTINCT FROM
       ROW(OLD.school_id, OLD.block_id, OLD.kind) THEN
        RAISE EXCEPTION 'an attempt stays that of one block' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
        'prepared>in-flight', 'prepared>not-sent',
        'in-flight>accepted', 'in-flight>rejected', 'in-flight>not-sent', 'in-flight>unknown',
        'unknown>found', 'unknown>absent'
    ) THEN
        RAISE EXCEPTION 'an attempt cannot go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON blocks_blockattempt
    FOR EACH ROW EXECUTE FUNCTION blocks_blockattempt_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON blocks_blockattempt
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
ATTEMPT_BACKWARDS = """
DROP TRIGGER guard_truncate ON blocks_blockattempt;
DROP TRIGGER guard ON blocks_blockattempt;
DROP FUNCTION blocks_blockattempt_guard();
"""

READING = """
CREATE FUNCTION blocks_blockreading_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a reading is never deleted' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state <> 'reading'
       OR ROW(NEW.school_id, NEW.account_id, NEW.source, NEW.began_at) IS DISTINCT FROM
          ROW(OLD.school_id, OLD.account_id, OLD.source, OLD.began_at) THEN
        RAISE EXCEPTION 'a reading that ended is kept as it was' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON blocks_blockreading
    FOR EACH ROW EXECUTE FUNCTION blocks_blockreading_guard();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON blocks_blockreading
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
READING_BACKWARDS = """
DROP TRIGGER guard_truncate ON blocks_blockreading;
DROP TRIGGER guard ON blocks_blockreading;
DROP FUNCTION blocks_blockreading_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("blocks", "0001_initial"),
        ("accounts", "0009_cover_walls"),
        ("x", "0005_profiles"),
    ]
    operations = [
        wall("blocks_block", {"account_id": "x_account"}),
        members("blocks_block", "decided_by_id", "done_by_id"),
        wall("blocks_blockentry", {"block_id": "blocks_block"}),
        members("blocks_blockentry", "by_id"),
        append_only("blocks_blockentry"),
        wall("blocks_blockattempt", {"block_id": "blocks_block"}),
        members("blocks_blockattempt", "by_id"),
        wall("blocks_blockreading", {"account_id": "x_account"}),
        wall(
            "blocks_blocksighting",
            {"reading_id": "blocks_blockreading", "block_id": "blocks_block"},
        ),
        append_only("blocks_blocksighting"),
        wall("blocks_blocktimes"),
        migrations.RunSQL(BLOCK, BLOCK_BACKWARDS),
        migrations.RunSQL(ATTEMPT, ATTEMPT_BACKWARDS),
        migrations.RunSQL(READING, READING_BACKWARDS),
    ]
