"""How well the rules judge posts that nobody wrote to fit them, and how fast: README.md."""
