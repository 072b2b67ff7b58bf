"""How fast, side by side in one run: ratios against peers, because machines differ and ratios hold."""
