"""What somebody was told stays inside its school; a person sees their own, to count what is unread.

A letter that was gathered into a digest goes in no other, whoever asks.
"""

from django.db import migrations

from schoolsocial.tenancy.operations import members, wall

OWN = "CREATE POLICY own ON accounts_notice FOR SELECT USING (person_id = app_person())"

GATHERED = """
CREATE FUNCTION accounts_letter_gathered_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.gathered_in_id IS NOT NULL
       AND NEW.gathered_in_id IS DISTINCT FROM OLD.gathered_in_id THEN
        RAISE EXCEPTION 'a letter goes in one digest' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER gathered_once BEFORE UPDATE ON accounts_letter
    FOR EACH ROW EXECUTE FUNCTION accounts_letter_gathered_once();
ALTER TABLE accounts_letter ADD CONSTRAINT accounts_letter_notice_id_same_school
    FOREIGN KEY (school_id, notice_id) REFERENCES accounts_notice (school_id, id);
ALTER TABLE accounts_letter ADD CONSTRAINT accounts_letter_gathered_in_id_same_school
    FOREIGN KEY (school_id, gathered_in_id) REFERENCES accounts_letter (school_id, id);
"""
BACKWARDS = """
ALTER TABLE accounts_letter DROP CONSTRAINT accounts_letter_gathered_in_id_same_school;
ALTER TABLE accounts_letter DROP CONSTRAINT accounts_letter_notice_id_same_school;
DROP TRIGGER gathered_once ON accounts_letter;
DROP FUNCTION accounts_letter_gathered_once();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_cover_walls")]
    operations = [
        wall("accounts_notice"),
        wall("accounts_noticechoice"),
        wall("accounts_quiethours"),
        migrations.RunSQL(OWN, "DROP POLICY own ON accounts_notice"),
        members("accounts_notice", "person_id"),
        members("accounts_noticechoice", "person_id"),
        members("accounts_quiethours", "person_id"),
        members("accounts_letter", "person_id"),
        migrations.RunSQL(GATHERED, BACKWARDS),
    ]
