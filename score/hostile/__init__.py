"""Does any document, however damaged, break a reader? A search that is guided by which lines it reaches."""
