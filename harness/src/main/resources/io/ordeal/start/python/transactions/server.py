"""A toy, so that something runs: lists that are kept in a file. A line is a transaction, such as [["append",0,5],["r",0,null]],
and is answered by the same with what was read, [["append",0,5],["r",0,[5]]]. Your own server takes its place.
"""
import json

import toy

state = toy.load({})


def answer(transaction):
    changes, done = {}, []
    for what, key, value in json.loads(transaction):
        now = changes.get(str(key), state.get(str(key)))
        if what == "append":
            changes[str(key)] = (now or []) + [value]
        done.append([what, key, value if what == "append" else now])
    if changes:
        toy.save({**state, **changes})
        state.update(changes)
    return json.dumps(done, separators=(",", ":"))


toy.serve(answer)
