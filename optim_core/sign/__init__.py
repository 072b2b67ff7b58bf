"""Only the direction of each coordinate counts: sign-based methods."""
