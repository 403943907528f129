package main

import "time"

// What is not acknowledged for so long is given to another.
const patience = 3 * time.Second

// A toy, so that something runs: a queue that is kept in a file. A line "enqueue 7" is answered by ok, "dequeue" by 7, or by
// none, "acknowledge 7" by ok, "outstanding" by a number. Your own server takes its place.
func main() {
	elements := []string{}
	load(&elements)
	freeFrom := map[string]time.Time{}
	listen(func(words []string) any {
		switch words[0] {
		case "dequeue":
			for _, element := range elements {
				if freeFrom[element].Before(time.Now()) {
					freeFrom[element] = time.Now().Add(patience)
					return element
				}
			}
			return "none"
		case "outstanding":
			return len(elements)
		case "enqueue":
			elements = append(elements, words[1])
		case "acknowledge":
			for i, element := range elements {
				if element == words[1] {
					elements = append(elements[:i], elements[i+1:]...)
					break
				}
			}
		}
		save(elements)
		return "ok"
	})
}
