package main

import "strconv"

// A toy, so that something runs: a counter that is kept in a file. A line "add 3" is answered by ok, "read" by the sum. Your own
// server takes its place.
func main() {
	sum := 0
	load(&sum)
	listen(func(words []string) any {
		if words[0] == "read" {
			return sum
		}
		number, err := strconv.Atoi(words[1])
		if err != nil {
			return err
		}
		sum += number
		save(sum)
		return "ok"
	})
}
