package main

import "fmt"

// One client, of one process: put yours here. An error means that nobody knows what was done; a Fail is proof that nothing
// was, or will be.
func main() {
	Serve(func(run *Run) (Client, error) {
		server := run.Address(run.Home(), "client") // a link of its own, which faults break
		me := fmt.Sprintf("c%d %d", run.Worker, run.Process)
		return func(f string, election any) (any, error) {
			answer, err := ask(server, me, f, election)
			if err != nil {
				return nil, err
			}
			switch {
			case f == "leads": // it acts on the answer: one that can't tell says false
				return []any{election, answer == "yes"}, nil
			case answer == "yes":
				return nil, nil
			case f == "campaign":
				return nil, Fail("not elected")
			}
			return nil, Fail("not the leader")
		}, nil
	})
}
