//go:build !js

package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"strings"
)

var inspectCommand = &command{
	name:     "inspect",
	synopsis: "FILE [--json]",
	summary:  "show what is in a database",
	details: `
Shows stores, counters, sessions, certificates, conflicts and quarantine of any amora database, a relay's
rooms included.

Examples:
  amora inspect school.db
  amora inspect amora-data/0123456789abcdef0123456789abcdef.db --json`,
	prepare: func(flags *flag.FlagSet) func(context.Context, *terminal, []string) (int, error) {
		asJSON := flags.Bool("json", false, "print JSON")
		return func(ctx context.Context, t *terminal, args []string) (int, error) {
			if err := need(args, 1, flags); err != nil {
				return 0, err
			}
			return exitOK, withDatabase(ctx, args[0], "", func(d *database) error {
				found, err := d.Inspect(ctx)
				if err != nil {
					return err
				}
				text, err := json.MarshalIndent(found, "", "  ")
				if err != nil {
					return err
				}
				if *asJSON {
					_, err := fmt.Fprintf(t.out, "%s\n", text)
					return err
				}
				var value any
				if err := json.Unmarshal(text, &value); err != nil {
					return err
				}
				var b strings.Builder
				_, err = fmt.Fprint(t.out, b.String())
				return err
			})
		}
	},
}
