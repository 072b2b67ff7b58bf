"""How much an experiment may ask for: every limit of the lab, once."""

STEPS = 2000  # of one run
RUNS = 8  # side by side, as many as colours and dashes can tell apart
START = 1e6  # largest coordinate of a start, and of the window on a formula
SIDE = 1e-6  # shortest side of that window
PARAMETER = 1e6  # largest value of a name in a formula
SEED = 2**31 - 1
LINK = 5000  # characters of a link that are read: eight runs with every knob changed, on a long formula, stay below it
WORD = 60  # characters of a name that are looked at when the nearest right spelling is sought
SHOWN = 40  # characters of somebody's text that are repeated in a message
NOTES = 12  # messages about one link; a link with more faults than that is noise
