"""What the set-up of a new school works out, without database or request."""
