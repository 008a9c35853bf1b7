"""The room where copies go out and come home."""
