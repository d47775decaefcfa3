"""Taking turns: a few work, a few wait, the rest is turned away at once."""

from threading import Event, Thread

import pytest

from dashboard.exports.turns import BusyError, Turns


def test_one_works_one_waits_the_third_is_turned_away() -> None:
    turns = Turns(1, 2)
    working, finish, waited = Event(), Event(), Event()

    def work() -> None:
        with turns.take():
            working.set()
            assert finish.wait(10)

    def wait() -> None:
        with turns.take():
            waited.set()

    first = Thread(target=work)
    first.start()
    assert working.wait(10)
    second = Thread(target=wait)
    second.start()
    while turns._room._value:
        assert not waited.is_set()
    with pytest.raises(BusyError), turns.take():
        pass
    assert not waited.is_set()
    finish.set()
    first.join(10)
    second.join(10)
    assert waited.is_set()


def test_room_is_free_again_after_a_failure() -> None:
    turns = Turns(1, 1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turns.take():
            raise ZeroDivisionError
    with turns.take():
        pass


def test_long_work_gives_way_to_those_who_wait() -> None:
    turns, order = Turns(1, 3), list[str]()

    def short() -> None:
        with turns.take():
            order.append("short")

    with turns.take() as mine:
        waiting = Thread(target=short)
        waiting.start()
        while turns._room._value > 1:
            pass
        order.append("first part")
        mine.give_way()
        order.append("second part")
    waiting.join()
    assert order == ["first part", "short", "second part"]
