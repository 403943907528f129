package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
)

func main() {
	Serve(func(run *Run) (Client, error) {
		server := http.Client{Timeout: run.Timeout / 2}
		var held any
		return func(f string, lock any) (any, error) {
			mine := held == lock
			held = nil
			url := fmt.Sprintf("http://%s/%s/%s/%d", run.Address(run.Home(), "http"), f, lock, run.Process)
			answer, err := server.Post(url, "text/plain", nil)
			if err != nil {
				return nil, err
			}
			defer answer.Body.Close()
			text, err := io.ReadAll(answer.Body)
			switch {
			case err != nil:
				return nil, err
			case string(text) != "yes" && mine:
				return nil, errors.New("it was lost")
			case string(text) != "yes":
				return nil, Fail("not granted, or not the holder")
			case f == "acquire":
				held = lock
			}
			return nil, nil
		}, nil
	})
}
