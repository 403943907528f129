package main

import (
	"encoding/json"
)

// One client, of one process: put yours here. An error means that nobody knows what was done; a Fail is proof that nothing
// was, or will be.
func main() {
	Serve(func(run *Run) (Client, error) {
		server := run.Address(run.Home(), "client") // a link of its own, which faults break
		// Steps such as ["append", 0, 5] and ["r", 0, null], in one transaction; returns them with what was read. Once, whatever
		// comes of it: a transaction that is to be tried again has failed.
		return func(_ string, steps any) (any, error) {
			question, err := json.Marshal(steps)
			if err != nil {
				return nil, err
			}
			answer, err := ask(server, string(question))
			return json.RawMessage(answer), err
		}, nil
	})
}
