"""``python -m schoolsocial.demo.prepare``: the tables, then the demo's schools, in one process.

Starting Django costs about a second, and the demo should be up in a few. A name given to it is that
of a second database, with the same tables and empty, to which a backup can be brought back.
"""

import os
import sys

import django
from django.core.management import call_command

from schoolsocial.demo import servers


def main(twin: str = "") -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolsocial.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    if twin:
        servers.copy_while_empty(os.environ["DATABASE_URL"], twin)
    call_command("load_demo")


if __name__ == "__main__":
    main(*sys.argv[1:])
