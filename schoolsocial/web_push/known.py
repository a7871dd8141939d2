"""The push services that browsers use, by the names of their hosts."""

HOSTS = (
    "fcm.googleapis.com",
    "jmt17.google.com",
    ".push.services.mozilla.com",
    ".push.apple.com",
    ".notify.windows.com",
)
"""Of Chrome, Chromium, Firefox, Safari and Edge. With a dot in front: every name that ends so."""
