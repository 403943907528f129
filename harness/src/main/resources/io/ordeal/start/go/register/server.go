package main

// A toy, so that something runs: registers that are kept in a file. A line "write x 7" is answered by ok, "read x" by 7, or by
// none. Your own server takes its place.
func main() {
	state := map[string]string{}
	load(&state)
	listen(func(words []string) any {
		key := words[1]
		if words[0] == "read" {
			if value, written := state[key]; written {
				return value
			}
			return "none"
		}
		state[key] = words[2]
		save(state)
		return "ok"
	})
}
