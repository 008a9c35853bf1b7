"""Bringing copies of one project together: what each did since they parted, and one state that all come to."""
