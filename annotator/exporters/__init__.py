"""File formats that a report leaves in: one module per format, `write(report, path)`.

What a table says is decided in `annotator.reports`; nothing here reads a project.
"""
