"""The rules of a referral: its track, what each recipient may see, how it is answered. Pure."""
