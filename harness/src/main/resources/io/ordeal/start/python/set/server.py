"""A toy, so that something runs: a set that is kept in a file. A line "add 7" is answered by ok, "read" by all elements, such as
[7,9]. Your own server takes its place.
"""
import json

import toy

state = toy.load([])


def answer(what, element=None):
    if what == "read":
        return json.dumps(state, separators=(",", ":"))
    if int(element) not in state:
        state.append(int(element))
    toy.save(state)
    return "ok"


toy.serve(answer)
