"""A school whose account is on a sandbox X, with a policy in force."""

from tests.drafts.conftest import x_account

__all__ = ["x_account"]
