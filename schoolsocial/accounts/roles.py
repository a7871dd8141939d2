"""Who may do what. Roles are read as sentences; permissions are asked for by name."""

from collections.abc import Iterable
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from schoolsocial.words import Words


class Permission(StrEnum):
    """One thing a person may do in one school."""

    SEE_SCHOOL = "see_school"
    DRAFT_POSTS = "draft_posts"
    SEE_OWN_POSTS = "see_own_posts"
    SEE_LIBRARY = "see_library"
    REVIEW_POSTS = "review_posts"
    APPROVE_POSTS = "approve_posts"
    SEE_ALL_POSTS = "see_all_posts"
    POST_BY_HAND = "post_by_hand"
    DELETE_LIVE_POSTS = "delete_live_posts"
    RESOLVE_HELD_POSTS = "resolve_held_posts"
    PLAN_POSTS = "plan_posts"
    CORRECT_FACES = "correct_faces"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_SCHOOL = "manage_school"
    SEE_PUPILS = "see_pupils"
    KEEP_ROLL = "keep_roll"
    RECORD_CONSENT = "record_consent"
    RUN_CAMPAIGNS = "run_campaigns"
    SEE_PHOTO_SHEETS = "see_photo_sheets"
    NEVER_PUBLISH = "never_publish"
    SEE_AUDIT = "see_audit"
    SEE_POLICY = "see_policy"
    EDIT_POLICY = "edit_policy"
    CONFIRM_RATIFICATION = "confirm_ratification"
    MANAGE_TRAINING = "manage_training"
    MANAGE_DEVICES = "manage_devices"
    SEE_FIGURES = "see_figures"
    RECORD_OVERSIGHT = "record_oversight"
    SEE_FLAGS = "see_flags"
    ERASE_PUPILS = "erase_pupils"
    SEE_DISPOSALS = "see_disposals"
    REPORT_INCIDENTS = "report_incidents"
    HANDLE_INCIDENTS = "handle_incidents"
    SEE_CONFIDENTIAL = "see_confidential"
    WISH_TO_FOLLOW = "wish_to_follow"
    DECIDE_FOLLOWING = "decide_following"
    NAME_COVER = "name_cover"
    MANAGE_API = "manage_api"
    CHECK_FOLLOWERS = "check_followers"
    DECIDE_FOLLOWERS = "decide_followers"
    SEE_ACCOUNTS = "see_accounts"
    MANAGE_ACCOUNTS = "manage_accounts"
    BLOCK_ON_X = "block_on_x"
    DECIDE_BLOCKS = "decide_blocks"
    NOTICE_PUPILS = "notice_pupils"
    HANDLE_CONTACTS = "handle_contacts"
    DECLARE_ACCOUNT = "declare_account"
    SEE_DECLARATIONS = "see_declarations"
    ANSWER_TRUST = "answer_trust"
    MAKE_EVIDENCE = "make_evidence"


class Role(TextChoices):
    """What a person is in a school. One person may be several."""

    TEACHER = "teacher", _("Teacher or support staff")
    SLT = "slt", _("Senior leader (SLT)")
    DSL = "dsl", _("Designated safeguarding lead (DSL)")
    OFFICE = "office", _("Office staff")
    GOVERNOR = "governor", _("Governor")
    ADMIN = "admin", _("School administrator")


SENTENCES: dict[Role, Words] = {
    Role.TEACHER: _(
        "Drafts posts with photos and sends them for approval. Sees their own drafts, "
        "what the school has published, and which pupils of a class may be in a photo. "
        "Reports incidents, and says when a follower may be a pupil. Declares how their "
        "own account is set up, and checks who follows it."
    ),
    Role.SLT: _(
        "Drafts posts, and approves, returns or rejects those of others, never their "
        "own. Schedules, deletes live posts and decides what becomes of a post on hold. "
        "Corrects who is in a photo. Decides who may follow the school and whom it "
        "follows. Looks after incidents, blocks and the school's X accounts. Writes the "
        "policy. Sets weekly slots and the plan of online-safety messages. Names who "
        "reviews while a leader is away. Makes evidence packs."
    ),
    Role.DSL: _(
        "Sees every post and may return or reject one to keep a child safe. Corrects who "
        "is in a photo, and protects a child from ever being shown. Looks after "
        "incidents, confidential ones too, and pupils who follow staff. Makes evidence "
        "packs for an inspection. Approving is for senior leaders."
    ),
    Role.OFFICE: _(
        "Keeps the pupil roll, asks families for consent and records their answers. "
        "Hands out what is held about a child, and erases it once the child has left."
    ),
    Role.GOVERNOR: _(
        "Reads the policy and what was published, and confirms what the governing body "
        "ratified. Sees figures, no child; records visits, comments and what is to be "
        "followed up, and changes nothing else."
    ),
    Role.ADMIN: _(
        "Invites people, gives and takes roles, names who reviews while a leader is "
        "away, and keeps the school's settings and its X accounts."
    ),
}

MEANINGS: dict[Permission, Words] = {
    Permission.SEE_SCHOOL: _("See the school's pages and what it has published"),
    Permission.DRAFT_POSTS: _("Draft posts and send them for approval"),
    Permission.SEE_OWN_POSTS: _("See their own drafts"),
    Permission.SEE_LIBRARY: _("See the approved pictures that are kept for reuse"),
    Permission.REVIEW_POSTS: _("Return or reject the drafts of others"),
    Permission.APPROVE_POSTS: _("Approve and schedule the drafts of others"),
    Permission.SEE_ALL_POSTS: _("See every post that was sent for approval"),
    Permission.POST_BY_HAND: _(
        "Post by hand what was approved, where no API reaches the account: their own "
        "posts; senior leaders anybody's"
    ),
    Permission.DELETE_LIVE_POSTS: _("Delete posts from X"),
    Permission.RESOLVE_HELD_POSTS: _("Decide what becomes of a post on hold"),
    Permission.PLAN_POSTS: _("Set weekly slots, and run the online-safety library and its plan"),
    Permission.CORRECT_FACES: _("Correct who is in a photo of a post that was sent for approval"),
    Permission.MANAGE_PEOPLE: _("Invite people, give and take roles"),
    Permission.MANAGE_SCHOOL: _("Change the school's settings and terms"),
    Permission.SEE_PUPILS: _("See the pupil roll and the photo consents"),
    Permission.KEEP_ROLL: _("Import and correct the pupil roll"),
    Permission.RECORD_CONSENT: _("Record what families answer"),
    Permission.RUN_CAMPAIGNS: _("Ask families for consent"),
    Permission.SEE_PHOTO_SHEETS: _(
        "See which pupils of a class may be in a photo, without a reason"
    ),
    Permission.NEVER_PUBLISH: _("Protect a child from ever being shown, and read why"),
    Permission.SEE_AUDIT: _("See who did what"),
    Permission.SEE_POLICY: _("Read the policy"),
    Permission.EDIT_POLICY: _("Write a new version of the policy and record what governors decide"),
    Permission.CONFIRM_RATIFICATION: _("Confirm that the governors ratified a policy"),
    Permission.MANAGE_TRAINING: _("Record who is trained"),
    Permission.MANAGE_DEVICES: _("Register the school's devices and networks"),
    Permission.SEE_FIGURES: _("See the figures for governors, which name no child"),
    Permission.RECORD_OVERSIGHT: _("Record governors' visits, comments and follow-up actions"),
    Permission.SEE_FLAGS: _("See what was quietly flagged to the safeguarding lead"),
    Permission.ERASE_PUPILS: _("Erase what is held about a child who has left"),
    Permission.SEE_DISPOSALS: _("See what was disposed of, and how long things are kept"),
    Permission.REPORT_INCIDENTS: _("Report an incident"),
    Permission.HANDLE_INCIDENTS: _("Look after incidents"),
    Permission.SEE_CONFIDENTIAL: _("Open confidential incidents; the head may, too"),
    Permission.WISH_TO_FOLLOW: _("See whom the school follows on X, and wish for somebody"),
    Permission.DECIDE_FOLLOWING: _(
        "Decide whom the school follows, and who may follow a protected account"
    ),
    Permission.NAME_COVER: _("Name who reviews while a leader is away"),
    Permission.MANAGE_API: _("Say what the school's website may read and is told"),
    Permission.CHECK_FOLLOWERS: _("Check who follows their own professional account"),
    Permission.DECIDE_FOLLOWERS: _("Decide who may follow the school, case by case"),
    Permission.SEE_ACCOUNTS: _("Connect a professional X account of their own, and look after it"),
    Permission.MANAGE_ACCOUNTS: _(
        "Connect the school's X accounts, look after them and their cost"
    ),
    Permission.BLOCK_ON_X: _("Block on X whom their own professional account is to block"),
    Permission.DECIDE_BLOCKS: _("Decide whom the school's accounts block on X, and see to it"),
    Permission.NOTICE_PUPILS: _("Say that a follower may be a pupil, and be led through blocking"),
    Permission.HANDLE_CONTACTS: _(
        "See to pupils who follow staff; who it is, the safeguarding lead and the head alone"
    ),
    Permission.DECLARE_ACCOUNT: _("Declare each year how their professional account is set up"),
    Permission.SEE_DECLARATIONS: _("See who has declared how their professional account is set up"),
    Permission.ANSWER_TRUST: _("See what a trust asks of the school; the head alone answers"),
    Permission.MAKE_EVIDENCE: _("Make evidence packs for an inspection; they name no child"),
}

_EVERYONE = frozenset({Permission.SEE_SCHOOL, Permission.SEE_POLICY})
_STAFF = _EVERYONE | {
    Permission.REPORT_INCIDENTS,
    Permission.NOTICE_PUPILS,
    Permission.WISH_TO_FOLLOW,
}
_DRAFTER = frozenset(
    {
        Permission.DRAFT_POSTS,
        Permission.SEE_OWN_POSTS,
        Permission.SEE_LIBRARY,
        Permission.SEE_PHOTO_SHEETS,
        Permission.POST_BY_HAND,
        Permission.SEE_ACCOUNTS,
        Permission.BLOCK_ON_X,
        Permission.DECLARE_ACCOUNT,
        Permission.CHECK_FOLLOWERS,
    }
)
_KEEPER = frozenset(
    {
        Permission.EDIT_POLICY,
        Permission.MANAGE_TRAINING,
        Permission.MANAGE_DEVICES,
        Permission.SEE_ACCOUNTS,
        Permission.MANAGE_ACCOUNTS,
        Permission.MANAGE_API,
    }
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.TEACHER: _STAFF | _DRAFTER,
    Role.SLT: _STAFF
    | _DRAFTER
    | _KEEPER
    | {
        Permission.REVIEW_POSTS,
        Permission.APPROVE_POSTS,
        Permission.SEE_ALL_POSTS,
        Permission.DELETE_LIVE_POSTS,
        Permission.RESOLVE_HELD_POSTS,
        Permission.DECIDE_FOLLOWERS,
        Permission.PLAN_POSTS,
        Permission.CORRECT_FACES,
        Permission.HANDLE_INCIDENTS,
        Permission.DECIDE_FOLLOWING,
        Permission.SEE_AUDIT,
        Permission.SEE_FIGURES,
        Permission.RECORD_OVERSIGHT,
        Permission.ERASE_PUPILS,
        Permission.SEE_DISPOSALS,
        Permission.NAME_COVER,
        Permission.DECIDE_BLOCKS,
        Permission.HANDLE_CONTACTS,
        Permission.SEE_DECLARATIONS,
        Permission.ANSWER_TRUST,
        Permission.MAKE_EVIDENCE,
    },
    Role.DSL: _STAFF
    | {
        Permission.HANDLE_CONTACTS,
        Permission.REVIEW_POSTS,
        Permission.CORRECT_FACES,
        Permission.HANDLE_INCIDENTS,
        Permission.SEE_CONFIDENTIAL,
        Permission.SEE_ALL_POSTS,
        Permission.SEE_LIBRARY,
        Permission.SEE_PUPILS,
        Permission.SEE_AUDIT,
        Permission.SEE_FLAGS,
        Permission.SEE_FIGURES,
        Permission.SEE_PHOTO_SHEETS,
        Permission.NEVER_PUBLISH,
        Permission.SEE_DISPOSALS,
        Permission.MAKE_EVIDENCE,
    },
    Role.OFFICE: _STAFF
    | {
        Permission.SEE_PUPILS,
        Permission.KEEP_ROLL,
        Permission.RECORD_CONSENT,
        Permission.RUN_CAMPAIGNS,
        Permission.SEE_PHOTO_SHEETS,
        Permission.ERASE_PUPILS,
        Permission.SEE_DISPOSALS,
    },
    Role.GOVERNOR: _EVERYONE
    | {
        Permission.CONFIRM_RATIFICATION,
        Permission.SEE_FIGURES,
        Permission.RECORD_OVERSIGHT,
    },
    Role.ADMIN: _STAFF
    | _KEEPER
    | {
        Permission.MANAGE_PEOPLE,
        Permission.SEE_FIGURES,
        Permission.MANAGE_SCHOOL,
        Permission.SEE_AUDIT,
        Permission.SEE_DISPOSALS,
        Permission.NAME_COVER,
    },
}

COVER = frozenset(
    {
        Permission.REVIEW_POSTS,
        Permission.APPROVE_POSTS,
        Permission.SEE_ALL_POSTS,
        Permission.SEE_LIBRARY,
    }
)
"""What somebody may besides on the days on which they review in a leader's place."""

NEEDS_SECOND_FACTOR = frozenset({Role.SLT, Role.DSL, Role.OFFICE, Role.ADMIN})


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """Everything these roles together allow."""
    return frozenset[Permission]().union(*(GRANTS[Role(role)] for role in roles))
