"""The tables of a library as they are now, for queries; `migrations` makes them, and a test holds the two together.

Moments (`at`, `since`, ...) are text such as "2031-05-20T08:00:00.000000+00:00", always UTC and always
of one width, so that both databases sort them as they sort letters.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text),
    Column("sha256", Text),
    Column("url", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("authors", Text),
    Column("credit", Text),
    Column("published", Text),
    Column("source", Text),
    Column("about", Text),
    Column("problems", Text),
    Column("text", LargeBinary),
    Column("added_at", Text),
    Column("superseded_by", Text),
    Column("superseded_at", Text),
    Column("copy_of", Text),
)
"""Reports. `about` is the JSON of the `Document` without its text, `text` the UTF-8 of the canonical text, `outlet` its label.

A report whose outlet changed the text under the same URL stays, with `superseded_by` the id of the later version.
"""

stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text),
    Column("first", Text),
    Column("last", Text),
    Column("n_reports", Integer),
    Column("started_at", Text),
    Column("changed_at", Text),
    Column("merged_into", Text),
    Column("waiting", Integer),
)
"""Stories. The id stays; one that was merged names its heir. `waiting` is 1 while its reports have changed since it was read."""

assignments = Table(
    "assignments",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("document", Text),
    Column("story", Text),
    Column("since", Text),
    Column("until", Text),
    Column("why", Text),
)
"""Which report belonged to which story when; `until` is null for where it is now."""

placements = Table(
    "placements",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("at", Text),
    Column("op", Text),
    Column("document", Text),
    Column("other", Text),
    Column("story", Text),
)
"""All that was done to the index of stories, in order: place, remove, same, apart. It is replayed over the saved index."""

states = Table(
    "states",
    metadata,
    Column("name", Text, primary_key=True),
    Column("n", Integer),
    Column("made_by", Text),
    Column("data", LargeBinary),
)
"""The saved index of stories: what it was after placement `n`."""

records = Table(
    "records",
    metadata,
    Column("story", Text, primary_key=True),
    Column("documents", Text),
    Column("made_at", Text),
    Column("crossread", Text),
    Column("model", Text),
    Column("settings", Text),
    Column("data", LargeBinary),
)
"""The record of each story as last read: zlib over the JSON of a `Record` with that one story, before corrections.

`documents` are the ids of its reports; `data` is empty after one of them was removed, until it is read again.
"""

facts = Table(
    "facts",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text),
    Column("kind", Text),
    Column("story", Text),
    Column("text", Text),
    Column("detail", Text),
    Column("status", Text),
    Column("speaker", Text),
    Column("outlets", Text),
    Column("about", Text),
    Column("members", Text),
    Column("day", Text),
    Column("first_seen_at", Text),
    Column("last_seen_at", Text),
    Column("withdrawn_at", Text),
)
"""One row a quote, point, figure, conflict, position or deadline.

`about` is the JSON of the `facts.Fact` but for its names; `members` are what it is known by when read again.
"""

names = Table(
    "names",
    metadata,
    Column("fact", Text),
    Column("role", Text),
    Column("name", Text),
    Column("key", Text),
)
"""Who is named in a fact: role speaker, entity, outlet or issue; `key` is the folded name between spaces."""

changes = Table(
    "changes",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("at", Text),
    Column("fact", Text),
    Column("story", Text),
    Column("what", Text),
    Column("before", Text),
    Column("after", Text),
)
"""What happened to facts, in order; `before` and `after` are the JSON of a `facts.Fact`."""

vectors = Table(
    "vectors",
    metadata,
    Column("document", Text, primary_key=True),
    Column("model", Text),
    Column("data", LargeBinary),
)
"""One unit vector a report, float16, the mean of those of its sentences."""

corrections = Table(
    "corrections",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text),
    Column("kind", Text),
    Column("story", Text),
    Column("target", Text),
    Column("who", Text),
    Column("at", Text),
    Column("why", Text),
    Column("undone_at", Text),
    Column("undone_by", Text),
)
"""What a person's hand set right; `target` is the JSON of the correction's own fields."""

watches = Table(
    "watches",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text),
    Column("words", Text),
    Column("added_at", Text),
    Column("seen", Integer),
)
"""What somebody watches; `seen` is the last change that was shown."""

files = Table(
    "files",
    metadata,
    Column("source", Text, primary_key=True),
    Column("stamp", Text),
    Column("done_at", Text),
)
"""Files that are in the library whole; `stamp` is size, time of change and the settings they were read with."""

jobs = Table(
    "jobs",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("kind", Text),
    Column("asked", Text),
    Column("started_at", Text),
    Column("ended_at", Text),
)
"""What was asked for and is not yet done: a run that was stopped goes on with it."""
