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
		me := fmt.Sprintf("c%d %d", run.Worker, run.Process)
		return func(f string, lock any) (any, error) {
			answer, err := ask(server, me, f, lock)
			switch {
			case err != nil:
				return nil, err
			case answer == "no" && f == "acquire":
				return nil, Fail("not granted")
			case answer == "no":
				return nil, Fail("not the holder")
			case f == "acquire":
				return []any{lock, json.Number(answer)}, nil // the fencing token of each grant is above that of every grant before
			}
			return nil, nil
		}, nil
	})
}
