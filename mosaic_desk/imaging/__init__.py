"""Files of pixels to arrays. Knows no report, project or screen."""
