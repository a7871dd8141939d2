"""``python -m schoolsocial.demo.prepare``: the tables, then the demo's schools, in one process.

Starting Django costs about a second, and the demo should be up in a few.
"""

import os

import django
from django.core.management import call_command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolsocial.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_demo")


if __name__ == "__main__":
    main()
