"""Bytes to documents: files, folders, globs, standard input and plain mappings become `Document`s.

How the canonical text is made: docs/canonical-text.md. What can be wrong: docs/problems.md.
"""

from crossread.ingest.load import documents_from, load_documents, stream_documents

__all__ = ["documents_from", "load_documents", "stream_documents"]
