from __future__ import annotations

from pytestqt.qtbot import QtBot

from annotator.gui.pages.report_lists import Entry, TickList


def test_a_list_can_be_filled_and_walked_again_and_again(qtbot: QtBot) -> None:
    ticks = TickList("Codes")
    qtbot.addWidget(ticks)
    entries = [Entry(f"theme {n}", f"Theme {n}", under=(Entry(f"sub {n}", f"Sub {n}"),)) for n in range(20)]
    for _ in range(50):
        ticks.fill(entries, ())
        assert [item.text(0) for item in ticks.items()][:3] == ["Theme 0", "Sub 0", "Theme 1"]
