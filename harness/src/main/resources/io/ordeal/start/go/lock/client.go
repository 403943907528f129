package main

import "fmt"

// One client, of one process: put yours here. An error means that nobody knows what was done; a Fail is proof that nothing
// was, or will be.
func main() {
	Serve(func(run *Run) (Client, error) {
		server := run.Address(run.Home(), "client") // a link of its own, which faults break
		me := fmt.Sprintf("c%d %d", run.Worker, run.Process)
		return func(f string, lock any) (any, error) {
			answer, err := ask(server, me, f, lock)
			if err == nil && answer == "no" {
				if f == "acquire" {
					return nil, Fail("not granted")
				}
				return nil, Fail("not the holder")
			}
			return nil, err
		}, nil
	})
}
