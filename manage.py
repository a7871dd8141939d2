#!/usr/bin/env python3
"""Run one of the project's commands."""

import os
import sys

from django.core.management import execute_from_command_line

from schoolsocial import bare

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolsocial.settings")
    bare.prepare(sys.argv, os.environ)
    execute_from_command_line(sys.argv)
