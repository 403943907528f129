"""A toy, so that something runs: registers that are kept in a file. A line "write x 7" is answered by ok, "read x" by 7, or by
none. Your own server takes its place.
"""
import toy

state = toy.load({})


def answer(what, key, value=None):
    if what == "read":
        return state.get(key, "none")
    state[key] = value
    toy.save(state)
    return "ok"


toy.serve(answer)
