"""The versions of the policy and the rules in force, as pages and checks read them."""

from policy.queries.in_force import NoPolicy, ruleset_in_force, ruleset_of, version_in_force

__all__ = ["NoPolicy", "ruleset_in_force", "ruleset_of", "version_in_force"]
