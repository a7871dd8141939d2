"""A school whose account is on a sandbox X, with a policy in force."""

from tests.drafts.conftest import due_post, due_words, x_account

__all__ = ["due_post", "due_words", "x_account"]
