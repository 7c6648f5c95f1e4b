"""The rules of accounts, pure: organisations, passwords, sessions, throttling."""
