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
		return func(f string, element any) (any, error) {
			switch f {
			case "add":
				_, err := ask(server, "add", element)
				return nil, err
			case "read":
				answer, err := ask(server, "read")
				return json.RawMessage(answer), err
			}
			return nil, Fail(fmt.Sprint("a set knows add and read, not ", f))
		}, nil
	})
}
