"""The chain: which product goes into which, who makes what where, and what is missing."""
