"""The child process around the model: JSON lines on stdin and stdout, everything else to stderr."""
