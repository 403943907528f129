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
		return func(f string, value any) (any, error) {
			key := value.([]any)[0]
			switch f {
			case "read":
				answer, err := ask(server, "read", key)
				if err != nil || answer == "none" {
					return []any{key, nil}, err
				}
				return []any{key, json.Number(answer)}, nil
			case "write":
				_, err := ask(server, "write", key, value.([]any)[1])
				return nil, err
			}
			return nil, Fail(fmt.Sprint("a register knows read and write, not ", f))
		}, nil
	})
}
