"""Three invented interviews, written to files as they come from people: CRLF, emoji, a Word file, a BOM."""

from __future__ import annotations

from pathlib import Path

import docx

KIOSK = (
    "I: How did the first winter at the harbour go?\n"
    "P1: Slowly 🙂. Marit at the kiosk kept a chair for me, and that chair was mine.\n"
    "\n"
    "I: What made you come back the next day?\n"
    "P1: She said “see you tomorrow” as if it was settled 👍🏽. Nobody had settled anything with me for a year.\n"
    "I: And the waiting?\n"
    "P1: I waited with the rope in my hands, eleven\u00a0minutes by the church clock.\n"
)
BOATYARD = (
    ("Interviewer", "Who noticed you at the boatyard?"),
    ("P2", "Old Henrik. He gave me the key to the shed before he knew my surname."),
    ("Interviewer", "What did the key mean?"),
    ("P2", "That somebody expected me. I slept with it under the pillow."),
)
FERRY = (
    "I: What do you think of when you think of hope?\n"
    "P3: The ferry lamp. It is small, it is late, and it comes anyway.\n"
)


def write_transcripts(folder: Path) -> tuple[Path, Path, Path]:
    """The three files: text with CRLF, Word with bold speakers, text with a byte order mark."""
    kiosk, boatyard, ferry = folder / "Kiosk.txt", folder / "Boatyard.docx", folder / "Ferry.txt"
    kiosk.write_bytes(KIOSK.replace("\n", "\r\n").encode("utf-8"))
    document = docx.Document()
    for speaker, words in BOATYARD:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{speaker}: ").bold = True
        paragraph.add_run(words)
    document.save(str(boatyard))
    ferry.write_bytes(FERRY.encode("utf-8-sig"))
    return kiosk, boatyard, ferry
