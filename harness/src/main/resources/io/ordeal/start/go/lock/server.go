package main

import (
	"strconv"
	"time"
)

const (
	// A holder not heard of for so long has lost its lock, and does not know: what a pause of a client shows.
	lease    = 1500 * time.Millisecond
	patience = 300 * time.Millisecond
)

type holder struct {
	Client  string
	Session int
	Until   time.Time
}

// A toy, so that something runs: locks that are kept in a file, each granted for a while. A line "c3 13 acquire lock1" is
// answered by the number of the grant, or by no. 13 is the session of the client c3, which by a higher one gives up what it held
// by lower ones. Your own server takes its place.
func main() {
	state := struct {
		Grants   int
		Sessions map[string]int
		Holders  map[string]holder
	}{0, map[string]int{}, map[string]holder{}}
	load(&state)
	listen(func(words []string) any {
		client, lock := words[0], words[3]
		session, err := strconv.Atoi(words[1])
		if err != nil {
			return "no"
		}
		if latest, known := state.Sessions[client]; !known || session > latest {
			state.Sessions[client] = session
			for held, by := range state.Holders {
				if by.Client == client {
					delete(state.Holders, held)
				}
			}
		}
		if words[2] == "release" {
			if by, held := state.Holders[lock]; !held || by.Client != client || by.Session != session {
				return "no"
			}
			delete(state.Holders, lock)
			save(state)
			return "yes"
		}
		for deadline := time.Now().Add(patience); session == state.Sessions[client]; {
			if by, held := state.Holders[lock]; !held || by.Until.Before(time.Now()) {
				state.Holders[lock] = holder{client, session, time.Now().Add(lease)}
				state.Grants++
				save(state)
				return state.Grants
			}
			if time.Now().After(deadline) {
				break
			}
			one.Unlock()
			time.Sleep(5 * time.Millisecond)
			one.Lock()
		}
		return "no" // also to a question of a session that was given up
	})
}
