"""The room beside the words: lines stay readable in every window, and the right side gives way first."""

from annotator.gui.transcript.side_room import SideWidths, room_beside

SIDES = SideWidths(left_px=40, right_px=240, right_least_px=180, stripes_px=50)


def test_a_wide_window_gives_its_spare_room_to_both_sides() -> None:
    left, right = room_beside(1_600, SIDES, char_px=8.0, measure_chars=75)
    assert 1_600 - left - right == 75 * 8 + 2 * 18
    assert left > 40
    assert right > 240


def test_the_right_side_gives_way_in_steps_as_a_window_narrows() -> None:
    rights = [room_beside(width, SIDES, 8.0, 75)[1] for width in range(1_000, 200, -10)]
    assert rights[0] >= 240
    assert rights == sorted(rights, reverse=True)
    assert {180, 130, 50} <= set(rights)


def test_lines_keep_forty_characters_as_long_as_names_can_give_way() -> None:
    for width in range(40 + 130 + 320, 1_000):
        left, right = room_beside(width, SIDES, 8.0, 75)
        assert width - left - right >= 40 * 8
