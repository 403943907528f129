package main

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"time"
)

// ask is how the toy's client speaks: one question, one answer, a connection. A Fail only where nothing was sent: of all else
// nobody knows whether it was done. Away with it when your client takes the place of the toy's.
func ask(server string, question ...any) (string, error) {
	connection, err := net.DialTimeout("tcp", server, time.Second)
	if err != nil {
		return "", Fail("nothing was sent: " + err.Error())
	}
	defer connection.Close()
	if err := connection.SetDeadline(time.Now().Add(time.Second)); err != nil {
		return "", err
	}
	if _, err := fmt.Fprintln(connection, question...); err != nil {
		return "", err
	}
	answer, err := bufio.NewReader(connection).ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("the server gave no answer: %w", err)
	}
	return strings.TrimSpace(answer), nil
}
