"""The morning of fifty schools, on one machine, through real servers."""
