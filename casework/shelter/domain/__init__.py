"""Rules of shelters: who may sleep where, how a stay goes on, how long it may last. Pure."""
