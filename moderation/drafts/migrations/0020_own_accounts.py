"""Nobody writes for a colleague's own account."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION refuse_anothers_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM x_account
        WHERE id = NEW.account_id AND kind = 'staff' AND owner_id <> NEW.author_id
    ) THEN
        RAISE EXCEPTION 'A staff account is written for by its owner only'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'post_own_account';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER own_account BEFORE INSERT ON drafts_post
    FOR EACH ROW EXECUTE FUNCTION refuse_anothers_account();
CREATE TRIGGER own_account_changed BEFORE UPDATE ON drafts_post
    FOR EACH ROW
    WHEN ((OLD.account_id, OLD.author_id) IS DISTINCT FROM (NEW.account_id, NEW.author_id))
    EXECUTE FUNCTION refuse_anothers_account();
"""
BACKWARDS = """
DROP TRIGGER own_account_changed ON drafts_post;
DROP TRIGGER own_account ON drafts_post;
DROP FUNCTION refuse_anothers_account();
"""


class Migration(migrations.Migration):
    dependencies = [("drafts", "0019_adopted"), ("x", "0004_spending")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
