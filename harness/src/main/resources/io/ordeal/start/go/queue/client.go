package main

import (
	"encoding/json"
	"fmt"
)

// One client, of one process: put yours here. An error means that nobody knows what was done; a Fail is proof that nothing
// was, or will be.
func main() {
	Serve(func(run *Run) (Client, error) {
		server := run.Address(run.Home(), "client") // a link of its own, which faults break
		unacknowledged := ""
		return func(f string, element any) (any, error) {
			// Before the next operation, once the harness has been told of the element.
			if unacknowledged != "" {
				_, _ = ask(server, "acknowledge", unacknowledged) // else it may be given to another as well
				unacknowledged = ""
			}
			switch f {
			case "enqueue":
				_, err := ask(server, "enqueue", element)
				return nil, err
			case "dequeue":
				answer, err := ask(server, "dequeue")
				if err != nil {
					return nil, err
				}
				if answer == "none" {
					return nil, Fail("the queue is empty")
				}
				unacknowledged = answer
				return json.Number(answer), nil
			case "drain": // asked in the end: neither in the queue nor with a consumer that has not acknowledged it
				answer, err := ask(server, "outstanding")
				if err == nil && answer != "0" {
					err = Fail("something is outstanding")
				}
				return []any{}, err
			}
			return nil, Fail(fmt.Sprint("a queue knows enqueue, dequeue and drain, not ", f))
		}, nil
	})
}
