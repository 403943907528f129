"""A toy, so that something runs: a counter that is kept in a file. A line "add 3" is answered by ok, "read" by the sum. Your own
server takes its place.
"""
import toy

state = toy.load({"sum": 0})


def answer(what, number=None):
    if what == "read":
        return state["sum"]
    state["sum"] += int(number)
    toy.save(state)
    return "ok"


toy.serve(answer)
