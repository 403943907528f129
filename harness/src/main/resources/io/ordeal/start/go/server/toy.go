package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// one is held while a question is answered.
var one sync.Mutex

func file() string { return filepath.Join(os.Args[3], "state.json") }

// load takes up what was saved before the server was killed, if anything was.
func load(state any) {
	text, err := os.ReadFile(file())
	if os.IsNotExist(err) {
		return
	}
	if err == nil {
		err = json.Unmarshal(text, state)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// save has it on disk before it is answered: else a kill would lose it.
func save(state any) {
	text, err := json.Marshal(state)
	if err != nil {
		log.Fatal(err)
	}
	next, err := os.Create(file() + ".next")
	if err == nil {
		_, err = next.Write(text)
	}
	if err == nil {
		err = next.Sync()
	}
	if err == nil {
		err = next.Close()
	}
	if err == nil {
		err = os.Rename(file()+".next", file())
	}
	if err != nil {
		log.Fatal(err)
	}
}

// listen is the server's side of how the toy speaks, on the host and port of the first two arguments; the third is the folder.
func listen(answer func(words []string) any) {
	listener, err := net.Listen("tcp", net.JoinHostPort(os.Args[1], os.Args[2]))
	if err != nil {
		log.Fatal(err)
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go func() {
			defer connection.Close()
			line, err := bufio.NewReader(connection).ReadString('\n')
			if err != nil {
				return
			}
			one.Lock()
			defer one.Unlock()
			fmt.Fprintln(connection, answer(strings.Fields(line)))
		}()
	}
}
