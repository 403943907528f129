package main

import (
	"strconv"
	"time"
)

// A leader not heard of for so long leads no more, and does not know: what a pause of a client shows.
const lease = 1500 * time.Millisecond

type leader struct {
	Client  string
	Session int
	Until   time.Time
}

// A toy, so that something runs: elections that are kept in a file, each won for a while. A line "c3 13 campaign x" is answered
// by yes or no, and so are "leads", which also lengthens that while, and "resign". 13 is the session of the client c3, which by a
// higher one gives up what it led by lower ones. Your own server takes its place.
func main() {
	state := struct {
		Sessions map[string]int
		Leaders  map[string]leader
	}{map[string]int{}, map[string]leader{}}
	load(&state)
	listen(func(words []string) any {
		client, what, election := words[0], words[2], words[3]
		session, err := strconv.Atoi(words[1])
		if err != nil {
			return "no"
		}
		if latest, known := state.Sessions[client]; !known || session > latest {
			state.Sessions[client] = session
			for led, by := range state.Leaders {
				if by.Client == client {
					delete(state.Leaders, led)
				}
			}
		}
		by, led := state.Leaders[election]
		free := !led || by.Until.Before(time.Now())
		may := !free && by.Client == client && by.Session == session
		if what == "campaign" {
			may = free && session == state.Sessions[client]
		}
		if !may {
			return "no"
		}
		if what == "resign" {
			delete(state.Leaders, election)
		} else {
			state.Leaders[election] = leader{client, session, time.Now().Add(lease)}
		}
		save(state)
		return "yes"
	})
}
