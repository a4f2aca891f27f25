//go:build !js

package cli

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/worker/host"
)

var inspectCommand = &command{
	name:     "inspect",
	synopsis: "FILE [--json]",
	summary:  "show what is in a database",
	details: `
Shows stores, counters, sessions, certificates, conflicts and quarantine of any amora database, a relay's
rooms included. Keys are never shown.

Examples:
  amora inspect school.db
  amora inspect amora-data/0123456789abcdef0123456789abcdef.db --json`,
	prepare: func(flags *flag.FlagSet) action {
		asJSON := flags.Bool("json", false, "print JSON, with the records in conflict and quarantine")
		return func(ctx context.Context, t *Terminal, args []string) (int, error) {
			if err := need(args, 1, flags); err != nil {
				return 0, err
			}
			return ExitOK, withDatabase(ctx, args[0], "", func(d *database) error {
				found, err := inspect(ctx, d)
				if err != nil {
					return err
				}
				if *asJSON {
					return json.NewEncoder(t.Out).Encode(found)
				}
				return found.write(t.Out)
			})
		}
	},
}

// inspection is core's, with the records that need a person's eye.
type inspection struct {
	core.Inspection
	Conflicts  []core.Conflict    `json:"conflicts"`
	Quarantine []core.Quarantined `json:"quarantine"`
}

func inspect(ctx context.Context, d *database) (found inspection, err error) {
	if found.Inspection, err = d.Inspect(ctx); err != nil {
		return found, err
	}
	if found.Conflicts, err = d.Conflicts(ctx); err != nil {
		return found, err
	}
	found.Quarantine, err = d.Quarantine(ctx)
	return found, err
}

// write prints the inspection for a person.
func (f inspection) write(w io.Writer) error {
	s := f.Status
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "instance\t%s\tcounter %d\n", orNone(s.Instance), s.Counter)
	fmt.Fprintf(t, "dataset\t%s\tprofile %s\n", orNone(s.Room), orNone(s.Profile))
	for _, c := range s.Certificates {
		fmt.Fprintf(t, "certificate\t%s\t%s%s\n", orNone(c.ID), orNone(c.Scope), pairs(c.Params))
	}
	fmt.Fprintf(t, "may read\t%s\n", orNone(strings.Join(s.Read, " ")))
	fmt.Fprintf(t, "may write\t%s\n", orNone(strings.Join(s.Write, " ")))
	fmt.Fprintf(t, "records\t%d, %d rows not yet serialized, %d conflicts, %d in quarantine, %d in transfer buffers\n",
		s.Records, s.Unsynced, s.Conflicts, s.Quarantined, f.Buffered)
	fmt.Fprintf(t, "last sync\t%s\n", orNone(s.LastSync))
	if err := t.Flush(); err != nil {
		return err
	}
	var models []map[string]any
	if err := json.Unmarshal(f.Models, &models); err != nil {
		return err
	}
	for _, part := range []struct {
		title   string
		columns []string
		rows    []map[string]any
	}{
		{"models", []string{"model", "records", "deleted", "dirty"}, models},
		{"counters", []string{"partition", "instance", "counter"}, f.Counters},
		{"transfers", []string{
			"started", "push", "stage", "status", "records", "total", "conflicts", "quarantined", "transfer",
		}, f.Sessions},
	} {
		if err := table(w, part.title, part.columns, part.rows); err != nil {
			return err
		}
	}
	return f.writeTrouble(w)
}

// writeTrouble lists what could not be applied and what lost in merges.
func (f inspection) writeTrouble(w io.Writer) error {
	var held, lost []map[string]any
	for _, q := range f.Quarantine {
		held = append(held, map[string]any{"model": q.Model, "id": q.ID, "reason": q.Reason})
	}
	for _, c := range f.Conflicts {
		lost = append(lost, map[string]any{"model": c.Model, "id": c.ID, "lost versions": len(c.Lost)})
	}
	if err := table(w, "quarantine", []string{"model", "id", "reason"}, held); err != nil {
		return err
	}
	return table(w, "conflicts", []string{"model", "id", "lost versions"}, lost)
}

// table prints rows in aligned columns under a title, nothing for no rows.
func table(w io.Writer, title string, columns []string, rows []map[string]any) error {
	if len(rows) == 0 {
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "\n%s\n", title)
	fmt.Fprintf(t, "  %s\n", strings.Join(columns, "\t"))
	for _, row := range rows {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = cell(row[c])
		}
		fmt.Fprintf(t, "  %s\n", strings.Join(cells, "\t"))
	}
	return t.Flush()
}

// cell shows a value as JSON decoded it.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return "-"
	case float64:
		return fmt.Sprintf("%.0f", v) // counts and counters only
	case string:
		return orNone(v)
	}
	return host.Plain(fmt.Sprint(v))
}

func pairs(params map[string]string) string {
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(params)) {
		fmt.Fprintf(&b, " %s=%s", host.Plain(k), host.Plain(params[k]))
	}
	return b.String()
}

// orNone shows a text, which may be another's, so that it stays in its cell.
func orNone(s string) string {
	if s == "" {
		return "-"
	}
	return host.Plain(s)
}
