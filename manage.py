#!/usr/bin/env python3
"""Run one of the project's commands."""

import os
import sys

from policy.batch.alone import stands_alone

if __name__ == "__main__":
    if stands_alone(sys.argv):
        from policy.batch.command import main

        sys.exit(main(sys.argv[2:]))

    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolsocial.settings")
    execute_from_command_line(sys.argv)
