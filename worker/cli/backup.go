//go:build !js

package cli

import (
	"context"
	"flag"
	"fmt"

	"github.com/amora-sync/amora/worker/relay"
)

var backupCommand = &command{
	name:     "backup",
	synopsis: "DIR TARGET",
	summary:  "copy a relay's rooms and key, also while it runs",
	details: `
Copies every room in DIR, each as of one moment, and the relay's key to TARGET, a new folder. The copy
holds the key: keep it as you keep the relay. amora restore makes a relay's folder of it.

Example:
  amora backup /var/lib/amora /backup/$(date +%F)`,
	prepare: func(flags *flag.FlagSet) action {
		return copyCommand(flags, "copied", relay.Backup)
	},
}

var restoreCommand = &command{
	name:     "restore",
	synopsis: "TARGET DIR",
	summary:  "bring a backup back as a relay's folder",
	details: `
Copies a backup to DIR, a new folder. Each room becomes a new instance, since the one it was copied from
may have gone on. At its next sync each member transfers everything once more, in both directions, by
which the rooms get what the backup lacks. What no member holds any more is lost.

Example:
  amora restore /backup/2026-01-31 /var/lib/amora`,
	prepare: func(flags *flag.FlagSet) action {
		return copyCommand(flags, "restored", relay.Restore)
	},
}

// copyCommand is what both commands do: copyTo copies a folder and returns how
// many rooms it has.
func copyCommand(flags *flag.FlagSet, verb string, copyTo func(ctx context.Context, from, to string) (int, error)) action {
	asJSON := flags.Bool("json", false, "print JSON")
	return func(ctx context.Context, t *Terminal, args []string) (int, error) {
		if err := need(args, 2, flags); err != nil {
			return 0, err
		}
		n, err := copyTo(ctx, args[0], args[1])
		if err != nil {
			return 0, err
		}
		return ExitOK, t.print(*asJSON, map[string]any{"rooms": n, "folder": args[1]}, counted(n, verb+" to "+args[1]))
	}
}

func counted(rooms int, what string) string {
	if rooms == 1 {
		return "1 room " + what
	}
	return fmt.Sprintf("%d rooms %s", rooms, what)
}
