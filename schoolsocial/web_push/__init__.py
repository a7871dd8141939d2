"""Web Push as browsers speak it: the message sealed for one of them (RFC 8291 over RFC 8188), who
sends it (RFC 8292), and the way to the browser's push service (RFC 8030). Knows no app. See ADR 45.
"""
