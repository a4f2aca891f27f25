//go:build !js

// Package cli is the command line, amora: each subcommand with its flags, its
// help and its exit status, and for `amora serve` all that a relay needs around
// it: listening, TLS, certificates by ACME, and the demo page.
//
// It hides everything but [Run]. It may import worker/relay, worker/host and
// core with its packages; nothing imports it but the program itself.
package cli
