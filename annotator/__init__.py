"""Annotator: qualitative coding of interview transcripts, offline, in one project file."""

__version__ = "0.1.0"
