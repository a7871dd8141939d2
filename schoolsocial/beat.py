"""What the software looks at by itself, and how often. Every sweep may run twice, or not at all."""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    "publish what is due": {
        "task": "moderation.drafts.tasks.tick",
        "schedule": 5.0,
        "options": {"expires": 5.0},
    },
    "a sign of life": {
        "task": "schoolsocial.operations.tasks.pulse",
        "schedule": 15.0,
        "options": {"expires": 15.0},
    },
    "posts from before a restore": {
        "task": "moderation.drafts.tasks.compare_restored",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "drafts nobody has decided on": {
        "task": "moderation.drafts.tasks.remind_reviewers",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "weekly reminders": {
        "task": "moderation.drafts.tasks.ring_reminders",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "online-safety messages": {
        "task": "moderation.drafts.tasks.prepare_safety_messages",
        "schedule": crontab(minute="25"),
        "options": {"expires": 3600.0},
    },
    "trips that should be back": {
        "task": "moderation.drafts.tasks.mind_trips",
        "schedule": 300.0,
        "options": {"expires": 300.0},
    },
    "consent that lapsed": {
        "task": "moderation.drafts.tasks.note_lapses",
        "schedule": crontab(hour="0", minute="1"),
        "options": {"expires": 3600.0},
    },
    "pictures left waiting": {
        "task": "consent.tasks.sweep_photos",
        "schedule": 30.0,
        "options": {"expires": 30.0},
    },
    "files nobody owns": {
        "task": "consent.tasks.sweep_storage",
        "schedule": 86400.0,
        "options": {"expires": 3600.0},
    },
    "archives nobody reads any more": {
        "task": "moderation.catalogue.tasks.sweep_archives",
        "schedule": crontab(hour="3", minute="20"),
        "options": {"expires": 3600.0},
    },
    "files of the roll": {
        "task": "consent.tasks.sweep_roll_files",
        "schedule": crontab(hour="3", minute="10"),
        "options": {"expires": 3600.0},
    },
    "what has had its time": {
        "task": "moderation.drafts.tasks.dispose",
        "schedule": crontab(hour="2", minute="40"),
        "options": {"expires": 3600.0},
    },
    "pictures of the library that end": {
        "task": "moderation.drafts.tasks.end_library",
        "schedule": crontab(hour="5", minute="50"),
        "options": {"expires": 3600.0},
    },
    "campaigns of the day": {
        "task": "consent.tasks.sweep_campaigns",
        "schedule": crontab(hour="8", minute="15"),
        "options": {"expires": 3600.0},
    },
    "family mails left waiting": {
        "task": "consent.tasks.sweep_family_messages",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "pictures from before a face was blurred": {
        "task": "moderation.drafts.tasks.sweep_originals",
        "schedule": 86400.0,
        "options": {"expires": 3600.0},
    },
    "posts made outside the process": {
        "task": "moderation.incidents.tasks.take_up",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "incidents whose time runs out": {
        "task": "moderation.incidents.tasks.remind",
        "schedule": crontab(minute="20"),
        "options": {"expires": 3600.0},
    },
    "blocks to read and to send": {
        "task": "moderation.blocks.tasks.sweep",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "blocks that wait for too long": {
        "task": "moderation.blocks.tasks.remind",
        "schedule": crontab(minute="35"),
        "options": {"expires": 3600.0},
    },
    "pupils whose accounts are not blocked yet": {
        "task": "moderation.contacts.tasks.mind",
        "schedule": 300.0,
        "options": {"expires": 300.0},
    },
    "declarations of the new year": {
        "task": "moderation.contacts.tasks.ask_to_declare",
        "schedule": crontab(hour="8", minute="25", month_of_year="9"),
        "options": {"expires": 3600.0},
    },
    "who follows the accounts": {
        "task": "moderation.followers.tasks.sweep",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "followers who are no pupils after all": {
        "task": "moderation.followers.tasks.clear",
        "schedule": 300.0,
        "options": {"expires": 300.0},
    },
    "followers nobody has looked at": {
        "task": "moderation.followers.tasks.remind",
        "schedule": crontab(hour="7", minute="40"),
        "options": {"expires": 3600.0},
    },
    "facts of followers no longer needed": {
        "task": "moderation.followers.tasks.forget",
        "schedule": crontab(hour="3", minute="25"),
        "options": {"expires": 3600.0},
    },
    "what others write to the school": {
        "task": "moderation.mentions.tasks.sweep",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "what others wrote that nobody was told of": {
        "task": "moderation.mentions.tasks.tell",
        "schedule": crontab(minute="20"),
        "options": {"expires": 3600.0},
    },
    "what others wrote that has had its time": {
        "task": "moderation.mentions.tasks.dispose",
        "schedule": crontab(hour="2", minute="55"),
        "options": {"expires": 3600.0},
    },
    "replies to be hidden": {
        "task": "moderation.incidents.tasks.sweep",
        "schedule": 15.0,
        "options": {"expires": 15.0},
    },
    "incidents that have had their time": {
        "task": "moderation.incidents.tasks.dispose",
        "schedule": crontab(hour="2", minute="50"),
        "options": {"expires": 3600.0},
    },
    "attempts older than any backup": {
        "task": "moderation.drafts.tasks.sweep_witness",
        "schedule": crontab(hour="3", minute="40"),
        "options": {"expires": 3600.0},
    },
    "what stands on the accounts": {
        "task": "moderation.catalogue.tasks.sweep",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "audits of what is live": {
        "task": "moderation.catalogue.tasks.begin_audits",
        "schedule": crontab(hour="4", minute="10"),
        "options": {"expires": 3600.0},
    },
    "figures for governors": {
        "task": "schoolsocial.governance.tasks.sweep",
        "schedule": crontab(hour="5", minute="15"),
        "options": {"expires": 3600.0},
    },
    "reports to governors": {
        "task": "schoolsocial.governance.tasks.sweep_reports",
        "schedule": crontab(minute="45"),
        "options": {"expires": 3600.0},
    },
    "words of what was taken down": {
        "task": "moderation.catalogue.tasks.scrub",
        "schedule": crontab(hour="3", minute="20"),
        "options": {"expires": 3600.0},
    },
    "whom accounts follow": {
        "task": "moderation.following.tasks.sweep",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "following looked at anew": {
        "task": "moderation.following.tasks.begin",
        "schedule": crontab(hour="5", minute="30"),
        "options": {"expires": 3600.0},
    },
    "replays left waiting": {
        "task": "moderation.replay.tasks.sweep",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "news for websites": {
        "task": "schoolsocial.api.tasks.tick",
        "schedule": 5.0,
        "options": {"expires": 5.0},
    },
    "old answers and deliveries": {
        "task": "schoolsocial.api.tasks.sweep",
        "schedule": crontab(hour="3", minute="55"),
        "options": {"expires": 3600.0},
    },
    "reviews of policies": {
        "task": "policy.tasks.sweep_reviews",
        "schedule": crontab(hour="7", minute="30"),
        "options": {"expires": 3600.0},
    },
    "connections to X kept alive": {
        "task": "schoolsocial.x.tasks.sweep_connections",
        "schedule": crontab(hour="4", minute="20"),
        "options": {"expires": 3600.0},
    },
    "profiles on X": {
        "task": "schoolsocial.x.tasks.sweep_profiles",
        "schedule": crontab(hour="6", minute="10", day_of_week="1"),
        "options": {"expires": 3600.0},
    },
    "accounts of those who left": {
        "task": "schoolsocial.x.tasks.sweep_leavers",
        "schedule": crontab(hour="3", minute="20"),
        "options": {"expires": 3600.0},
    },
    "room in the budget": {
        "task": "schoolsocial.x.tasks.sweep_budgets",
        "schedule": crontab(hour="0", minute="5"),
        "options": {"expires": 3600.0},
    },
    "letters left waiting": {
        "task": "schoolsocial.accounts.tasks.sweep_letters",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "notices on their way to devices": {
        "task": "schoolsocial.accounts.tasks.sweep_pushes",
        "schedule": 15.0,
        "options": {"expires": 15.0},
    },
    "devices nobody is told on any more": {
        "task": "schoolsocial.accounts.tasks.forget_pushes",
        "schedule": crontab(hour="3", minute="45"),
        "options": {"expires": 3600.0},
    },
    "digests of the day": {
        "task": "schoolsocial.accounts.tasks.sweep_digests",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "notices of long ago": {
        "task": "schoolsocial.accounts.tasks.forget_notices",
        "schedule": crontab(hour="3", minute="50"),
        "options": {"expires": 3600.0},
    },
}
