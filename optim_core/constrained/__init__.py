"""Methods for problems with constraints; `optim_core.CONSTRAINED_METHODS` lists them."""
