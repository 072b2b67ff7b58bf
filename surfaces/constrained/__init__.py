"""Problems with constraints: the lowest point that is allowed."""
