"""A toy, so that something runs: logs that are kept in a file. A line "append x 7" is answered by the offset, "read x" by all
elements from the first on, such as [5,7]. Your own server takes its place.
"""
import json

import toy

state = toy.load({})


def answer(what, log, element=None):
    elements = state.setdefault(log, [])
    if what == "read":
        return json.dumps(elements, separators=(",", ":"))
    elements.append(int(element))
    toy.save(state)
    return len(elements) - 1


toy.serve(answer)
