"""Time and memory: time as a ratio to a reference measured in the same run, because machines differ."""
