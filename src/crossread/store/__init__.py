"""The library: every report that was ever added, the stories that they tell, and what was new when.

`library.open_library` opens one; the other modules are plain functions over it.
"""
