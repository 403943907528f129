package main

import (
	"encoding/json"
	"fmt"
)

// A toy, so that something runs: lists that are kept in a file. A line is a transaction, such as
// [["append",0,5],["r",0,null]], and is answered by the same with what was read, [["append",0,5],["r",0,[5]]]. Your own server
// takes its place.
func main() {
	state := map[string][]any{}
	load(&state)
	listen(func(words []string) any {
		var steps [][]any
		if err := json.Unmarshal([]byte(words[0]), &steps); err != nil {
			return err
		}
		changed := false
		for _, step := range steps {
			key := fmt.Sprint(step[1])
			if step[0] == "append" {
				state[key] = append(state[key], step[2])
				changed = true
			} else if list, written := state[key]; written {
				step[2] = append([]any{}, list...)
			}
		}
		if changed {
			save(state)
		}
		done, err := json.Marshal(steps)
		if err != nil {
			return err
		}
		return string(done)
	})
}
