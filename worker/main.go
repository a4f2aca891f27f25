//go:build !js

// Command amora runs a relay, and works on native databases: `amora help`.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// version is set by the build (-X main.version=…).
var version string

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	t := &Terminal{Out: os.Stdout, Err: os.Stderr, Interactive: IsTerminal(os.Stderr), Version: version}
	os.Exit(Run(ctx, t, os.Args[1:]))
}
