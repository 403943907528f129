package main

import "strings"

// A toy, so that something runs: a set that is kept in a file. A line "add 7" is answered by ok, "read" by all elements, such as
// [7,9]. Your own server takes its place.
func main() {
	state := []string{}
	load(&state)
	listen(func(words []string) any {
		if words[0] == "read" {
			return "[" + strings.Join(state, ",") + "]"
		}
		for _, element := range state {
			if element == words[1] {
				return "ok"
			}
		}
		state = append(state, words[1])
		save(state)
		return "ok"
	})
}
