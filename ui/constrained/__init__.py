"""The page of constraints in parts: the case in the address, and one file per view."""
