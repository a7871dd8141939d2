from tests.drafts.conftest import x_account

__all__ = ["x_account"]
