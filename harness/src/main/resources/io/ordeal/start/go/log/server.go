package main

import (
	"encoding/json"
	"strconv"
)

// A toy, so that something runs: logs that are kept in a file. A line "append x 7" is answered by the offset, "read x 3" by all
// from that offset on to the end, such as [[3,5],[4,7]]. Your own server takes its place.
func main() {
	state := map[string][]int{}
	load(&state)
	listen(func(words []string) any {
		log := words[1]
		number, err := strconv.Atoi(words[2])
		if err != nil {
			return err
		}
		if words[0] == "append" {
			state[log] = append(state[log], number)
			save(state)
			return len(state[log]) - 1
		}
		entries := [][]int{}
		for offset := number; offset < len(state[log]); offset++ {
			entries = append(entries, []int{offset, state[log][offset]})
		}
		text, err := json.Marshal(entries)
		if err != nil {
			return err
		}
		return string(text)
	})
}
