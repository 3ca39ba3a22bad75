"""Training of the embedded language model: plain code that one can read from top to bottom."""
