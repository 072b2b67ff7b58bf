"""The page of constraints in parts: what stands above the stage, and one file for each view below it."""
