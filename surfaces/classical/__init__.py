"""Classical test functions, each built to defeat one idea."""
