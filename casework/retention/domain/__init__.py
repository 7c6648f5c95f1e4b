"""How long records are kept and how they are erased: pure rules."""
