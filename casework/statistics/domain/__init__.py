"""The arithmetic of publishing: periods, tables, noise, projection, budget. Pure, stdlib only."""
