"""What people do in shelters, one function per intention. Services flush; the caller commits."""
