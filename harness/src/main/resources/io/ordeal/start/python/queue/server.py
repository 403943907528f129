"""A toy, so that something runs: a queue that is kept in a file. A line "enqueue 7" is answered by ok, "dequeue" by 7, or by
none, "acknowledge 7" by ok, "outstanding" by a number. What is not acknowledged in three seconds is given to another. Your own
server takes its place.
"""
import time

import toy

PATIENCE = 3
elements = dict.fromkeys(toy.load([]), 0.0)  # what is outstanding, and from when on it may be given to somebody


def answer(what, element=None):
    if what == "enqueue":
        elements[element] = 0.0
        toy.save(list(elements))
        return "ok"
    if what == "acknowledge":
        elements.pop(element, None)
        toy.save(list(elements))
        return "ok"
    if what == "dequeue":
        now = time.monotonic()
        for one, free_from in elements.items():
            if free_from <= now:
                elements[one] = now + PATIENCE
                return one
        return "none"
    return len(elements)


toy.serve(answer)
