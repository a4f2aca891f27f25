//go:build !js

// Command amora runs a relay, and works on native databases: `amora help`.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"

	"github.com/amora-sync/amora/worker/cli"
)

// version is set by the build (-X main.version=…).
var version string

func main() {
	keepPrivate()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	t := &cli.Terminal{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Interactive: term.IsTerminal(int(os.Stderr.Fd())), Version: version,
	}
	if in := int(os.Stdin.Fd()); term.IsTerminal(in) {
		t.Ask = func(prompt string) (string, error) {
			fmt.Fprint(os.Stderr, prompt)
			password, err := term.ReadPassword(in)
			fmt.Fprintln(os.Stderr)
			return string(password), err
		}
	}
	os.Exit(cli.Run(ctx, t, os.Args[1:]))
}
