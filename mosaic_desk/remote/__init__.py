"""A language model behind a server that the project named: the one room that opens a connection."""
