from tests.fixtures.browser import axe_clean, browser_page, browser_type_launch_args, thumb_sized

__all__ = ["axe_clean", "browser_page", "browser_type_launch_args", "thumb_sized"]
