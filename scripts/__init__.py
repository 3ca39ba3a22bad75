"""What keeps this repository in order; not in the wheel."""
