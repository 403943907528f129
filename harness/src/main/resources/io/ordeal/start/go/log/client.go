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
			log, second := value.([]any)[0], value.([]any)[1]
			switch f {
			case "append": // once, whatever comes of it: an append that is tried again may be there twice
				answer, err := ask(server, "append", log, second)
				return []any{log, []any{json.Number(answer), second}}, err
			case "read", "read-all": // all from an offset on to the end, each with its offset; the second is asked in the end
				answer, err := ask(server, "read", log, second)
				return []any{log, second, json.RawMessage(answer)}, err
			}
			return nil, Fail(fmt.Sprint("a log knows append, read and read-all, not ", f))
		}, nil
	})
}
