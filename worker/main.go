//go:build !js

// Command amora runs a relay, and works on native databases: `amora help`.
package main

import (
	"context"
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
	os.Exit(cli.Run(ctx, t, os.Args[1:]))
}
