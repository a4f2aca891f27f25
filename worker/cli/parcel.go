//go:build !js

package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/parcel"
)

var exportCommand = &command{
	name:     "export",
	synopsis: "--db FILE TARGET",
	summary:  "write data to a file that amora import takes in, to carry it without a network",
	details: `
Writes what FILE has of the partitions that it may write to TARGET, in place of a file that is there. Other
devices of the dataset, which need never have met a relay, merge it with amora import, or with db.import()
in a browser, as if they had pulled from this one. TARGET is signed by this device's certificate and holds
no private keys: it is as secret as its records. It is no backup: copy FILE itself for that, and keep the
copy as you keep the device, since it holds the keys.

Example:
  amora export --db tablet.db /media/stick/tablet.amora`,
	prepare: carrying(exportTo, func(done parcel.Exported) (exit int, text string) {
		return ExitOK, fmt.Sprintf("exported %d records, %s", done.Records, size(done.Bytes))
	}),
}

// carrying prepares a command that does something with a database and a file of
// data; tell says how that ended.
func carrying[T any](
	do func(context.Context, *database, string) (T, error), tell func(T) (exit int, text string),
) func(*flag.FlagSet) action {
	return func(flags *flag.FlagSet) action {
		db := flags.String("db", "", "the database, a `file`")
		asJSON := flags.Bool("json", false, "print JSON")
		return func(ctx context.Context, t *Terminal, args []string) (int, error) {
			if err := need(args, 1, flags, "db"); err != nil {
				return 0, err
			}
			var done T
			err := withDatabase(ctx, *db, "", func(d *database) (err error) {
				done, err = do(ctx, d, args[0])
				return err
			})
			if err != nil {
				return 0, err
			}
			exit, text := tell(done)
			return exit, t.print(*asJSON, done, text)
		}
	}
}

// exportTo writes the file beside its target, and puts it there once it is
// whole.
func exportTo(ctx context.Context, d *database, target string) (done parcel.Exported, err error) {
	file, err := os.CreateTemp(filepath.Dir(target), ".amora-export-*")
	if err != nil {
		return done, cannotExport(err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	done, err = parcel.Export(ctx, d.Hub(), file)
	if err == nil {
		err = file.Sync()
	}
	if failure := file.Close(); err == nil {
		err = failure
	}
	if err == nil {
		err = os.Rename(file.Name(), target)
	}
	if _, coded := errors.AsType[*fault.Error](err); err != nil && !coded {
		err = cannotExport(err)
	}
	return done, err
}

func cannotExport(err error) error {
	return &fault.Error{Code: fault.StorageFailed, Text: "the file cannot be written", Err: err}
}

var importCommand = &command{
	name:     "import",
	synopsis: "--db FILE SOURCE",
	summary:  "merge a file of amora export",
	details: `
Merges SOURCE, which amora export or db.exportData() in a browser has written, as a sync with its writer
would: by counters, within what FILE may read and the writer may write. To import a file again changes
nothing. A file that is damaged, or whose writer is no member of the dataset (any more), is refused and
changes nothing. Exit status 3 says that something could not be applied and is in quarantine.

Example:
  amora import --db school.db /media/stick/tablet.amora`,
	prepare: carrying(importFrom, func(done parcel.Imported) (exit int, text string) {
		if done.Quarantined > 0 {
			exit = ExitQuarantined
		}
		const how = "imported %d records, %d conflicts, %d in quarantine"
		return exit, fmt.Sprintf(how, done.Records, done.Conflicts, done.Quarantined)
	}),
}

func importFrom(ctx context.Context, d *database, source string) (parcel.Imported, error) {
	file, err := os.Open(source)
	if err != nil {
		return parcel.Imported{}, &fault.Error{Code: fault.BadRequest, Text: "the file cannot be read", Err: err}
	}
	done, err := parcel.Import(ctx, d.Hub(), file)
	return done, errors.Join(err, file.Close())
}
