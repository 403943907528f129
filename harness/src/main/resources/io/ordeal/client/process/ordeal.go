// Ordeal's wire for clients in Go (1.18 or later): one file, to be put beside your client, in package main.
//
//	func main() {
//		Serve(func(run *Run) (Client, error) {
//			address := run.Address(run.Home(), "http") // "127.0.0.1:17742": by this client's own link
//			return func(f string, value any) (any, error) {
//				switch f {
//				case "read":
//					return []any{value.([]any)[0], 7}, nil // ok, with a value; nil: ok, with what was invoked
//				case "write":
//					return nil, Fail("refused") // certainly without effect
//				}
//				return nil, errors.New(…) // any other error: nobody knows (info)
//			}, nil
//		})
//	}
//
// A number in a value is a json.Number. What is printed to os.Stdout after Serve has begun goes to the run's
// clients/clients.log. The contract: package io.ordeal.client.process.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

const wireVersion = 2

// Fail is an error that proves that the operation certainly had no effect.
type Fail string

func (f Fail) Error() string { return string(f) }

// Client does one operation after the other.
type Client func(f string, value any) (any, error)

// Run is what a client may know of the run, and what it can tell of itself.
type Run struct {
	Process, Worker int
	Nodes           []string // the members; where they change, others before an operation
	Endpoints       map[string]map[string]string
	Announced       map[string]map[string]string
	Timeout         time.Duration // your own time-outs should be shorter
	Seed            int64
	Folder          string // this worker's own, which survives the client
	wire            *wire
}

// Home is the node that this client prefers: workers are dealt in turn to the nodes that have a port for clients.
func (r *Run) Home() string {
	var served []string
	for _, node := range r.Nodes {
		if _, ok := r.Endpoints[node]; ok {
			served = append(served, node)
		}
	}
	return served[r.Worker%len(served)]
}

// Address is host:port of a node, by this client's own link.
func (r *Run) Address(node, port string) string { return r.Endpoints[node][port] }

// Step stands between two steps of an operation: here faults can kill or stop this client, or the node if one is named.
func (r *Run) Step(name, node string) {
	message := map[string]any{"type": "step", "name": name}
	if node != "" {
		message["node"] = node
	}
	r.wire.wait(message)
}

// PausePoint stands between being granted something and using it; needs ServeWithPausePoints.
func (r *Run) PausePoint() { r.wire.wait(map[string]any{"type": "pause-point"}) }

// SessionLost tells that this client knows that it has lost a lock with its session; from any goroutine.
func (r *Run) SessionLost(lock any) { r.wire.say(map[string]any{"type": "session-lost", "lock": lock}) }

type wire struct {
	in  *bufio.Reader
	out *os.File
	mu  sync.Mutex
	id  json.Number
}

func (w *wire) hear(into any) bool {
	line, err := w.in.ReadString('\n')
	if err == io.EOF {
		return false
	}
	if err == nil {
		decoder := json.NewDecoder(strings.NewReader(line))
		decoder.UseNumber()
		err = decoder.Decode(into)
	}
	if err != nil {
		end(fmt.Sprintf("cannot understand %q: %v", line, err))
	}
	return true
}

func (w *wire) say(message map[string]any) {
	line, err := json.Marshal(message)
	if err != nil {
		end(fmt.Sprintf("cannot write %v: %v", message, err))
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, err := w.out.Write(append(line, '\n')); err != nil {
		end(err.Error())
	}
}

func (w *wire) wait(message map[string]any) {
	message["id"] = w.id
	w.say(message)
	var answer struct {
		Type string
		ID   json.Number
	}
	if !w.hear(&answer) {
		os.Exit(0)
	}
	if answer.Type != "go" || answer.ID != w.id {
		end(fmt.Sprintf("expected go for operation %s, heard %v", w.id, answer))
	}
}

func end(why string) {
	fmt.Fprintln(os.Stderr, why)
	os.Exit(1)
}

// Serve serves the harness until it closes this client's input; open makes the client.
func Serve(open func(*Run) (Client, error)) { serve(open, false) }

// ServeWithPausePoints is Serve for a client that calls PausePoint.
func ServeWithPausePoints(open func(*Run) (Client, error)) { serve(open, true) }

func serve(open func(*Run) (Client, error), pausePoints bool) {
	w := &wire{in: bufio.NewReader(os.Stdin), out: os.Stdout}
	os.Stdout = os.Stderr // a stray fmt.Println is no line of the wire
	var hello struct {
		Type            string
		Version         int
		Process, Worker int
		Nodes           []string
		Endpoints       map[string]map[string]string
		Announced       map[string]map[string]string
		Millis          int64 `json:"operation-timeout-millis"`
		Seed            int64
		Folder          string
	}
	if !w.hear(&hello) {
		return
	}
	if hello.Type != "hello" || hello.Version != wireVersion {
		end(fmt.Sprintf("expected a hello of version %d, heard %+v", wireVersion, hello))
	}
	run := &Run{hello.Process, hello.Worker, hello.Nodes, hello.Endpoints, hello.Announced,
		time.Duration(hello.Millis) * time.Millisecond, hello.Seed, hello.Folder, w}
	client, err := open(run)
	if err != nil {
		end(err.Error())
	}
	w.say(map[string]any{"type": "ready", "pause-points": pausePoints})
	for {
		var invoke struct {
			ID    json.Number
			F     string
			Value any
			Nodes []string
		}
		if !w.hear(&invoke) {
			return
		}
		if invoke.Nodes != nil {
			run.Nodes = invoke.Nodes
		}
		w.id = invoke.ID
		w.say(completion(client, w.id, invoke.F, invoke.Value))
	}
}

func completion(client Client, id json.Number, f string, value any) map[string]any {
	result, err := client(f, value)
	var refused Fail
	switch {
	case errors.As(err, &refused):
		return map[string]any{"type": "fail", "id": id, "error": refused.Error()}
	case err != nil:
		return map[string]any{"type": "info", "id": id, "error": err.Error()}
	case result == nil:
		return map[string]any{"type": "ok", "id": id}
	}
	return map[string]any{"type": "ok", "id": id, "value": result}
}
