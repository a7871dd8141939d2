"""A stand-in for X on loopback: speaks its API over HTTP, remembers, and misbehaves on request."""
