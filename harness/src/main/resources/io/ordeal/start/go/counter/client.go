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
		return func(f string, number any) (any, error) {
			switch f {
			case "add": // once, whatever comes of it: an add that is tried again may be counted twice
				_, err := ask(server, "add", number)
				return nil, err
			case "read":
				answer, err := ask(server, "read")
				return json.Number(answer), err
			}
			return nil, Fail(fmt.Sprint("a counter knows add and read, not ", f))
		}, nil
	})
}
