"""School days and school hours, for those on this floor."""

from schoolsocial.accounts.school_time import SchoolDays, after, school_days

__all__ = ["SchoolDays", "after", "school_days"]
