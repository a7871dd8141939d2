"""The archive that X hands out of an account, read member by member and in memory.

It also holds direct messages, e-mail addresses and places of sign-in: only the members that are
needed are ever opened, and nothing is unpacked to disk. What X documents of the format is little;
names and shapes here are as seen in archives since 2019.
"""
