"""What nobody has looked at for long is looked at again: a person may see what a list showed once,
and may see that it is so no more.
"""

from django.db import migrations, models
from django.db.models import Q

LATER_SEEN = """
CREATE OR REPLACE FUNCTION blocks_block_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
        'verified>to-do', 'verified>to-undo', 'verified>seen',
        'to-undo>undone', 'to-undo>lifted', 'to-undo>done',
        'undone>lifted', 'undone>to-undo', 'undone>to-do'
    ) THEN
        RAISE EXCEPTION 'a block cannot go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
NEVER_SEEN = LATER_SEEN.replace(", 'verified>seen'", "")
KINDS = (
    ("decided", "decided that it is to be blocked"),
    ("again", "decided once more that it is to be blocked"),
    ("done", "blocked it on X"),
    ("verified", "found it on X’s list of blocked accounts"),
    ("seen", "looked on X and saw that it is blocked; X was not asked"),
    ("missed", "looked on X and saw that it is not blocked: it is to be blocked again"),
    ("not-listed", "did not find it on X’s list: it is to be blocked again"),
    ("following", "saw it follow again: it is to be blocked again"),
    ("renamed", "saw that it has another name"),
    ("reported", "reported it to X"),
    ("called-off", "called it off"),
    ("to-undo", "decided that it is to be unblocked"),
    ("undone", "unblocked it on X"),
    ("still-there", "still found it on X’s list"),
    ("gone", "no longer found it on X’s list"),
    ("seen-gone", "looked on X and saw that it is no longer blocked"),
    ("sent", "asked X to do it"),
    ("accepted", "was told by X that it is done"),
    ("refused", "was told no by X"),
    ("not-sent", "could not ask X"),
    ("reminded", "reminded whoever does it"),
)
CONSTRAINT = "blockentry_known_kind"
KNOWN = (
    "decided", "again", "done", "verified", "seen", "not-listed", "following", "renamed",
    "reported", "called-off", "to-undo", "undone", "still-there", "gone", "seen-gone", "sent",
    "accepted", "refused", "not-sent", "reminded", "missed",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("blocks", "0002_walls")]
    operations = [
        migrations.RunSQL(LATER_SEEN, NEVER_SEEN),
        migrations.AlterField("blockentry", "kind", models.CharField(choices=KINDS, max_length=11)),
        migrations.RemoveConstraint("blockentry", CONSTRAINT),
        migrations.AddConstraint(
            "blockentry",
            models.CheckConstraint(condition=Q(kind__in=list(KNOWN)), name=CONSTRAINT),
        ),
    ]
