"""Side by side: what the page with several stages needs."""
