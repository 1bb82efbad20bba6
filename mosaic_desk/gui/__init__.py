"""The window: widgets show values and send signals; nothing here knows the disk or the model."""
