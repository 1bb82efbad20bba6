"""What the application does, without a screen and without torch."""
