import gc

from chassis.garbage import BETWEEN, spare_what_is_there


def test_what_is_there_is_looked_through_no_more_and_what_is_new_less_often() -> None:
    before = gc.get_threshold()
    try:
        spare_what_is_there()
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold() == (BETWEEN, *before[1:])
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
