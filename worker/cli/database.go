//go:build !js

package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/kolibri"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// database is an open instance with its file.
type database struct {
	*core.Instance
	file *sqlitedb.DB
}

// Close closes the file; what was committed is in it.
func (d *database) Close() error { return d.file.Close() }

// openDatabase opens a native instance. With schemaFile it is created where
// there is none, or brought up to that schema; without, the file must be
// there and its own schema counts.
func openDatabase(ctx context.Context, name, schemaFile string) (*database, error) {
	if name == "" {
		return nil, fault.Errorf(fault.BadRequest, "which database? --db FILE is missing")
	}
	var schema *schema.Schema
	var opts sqlitedb.Options
	var err error
	if schemaFile == "" {
		opts.Holding = "amora_meta" // another program's file stays as it is
		err = mustExist(name)
	} else {
		schema, err = readSchema(schemaFile)
	}
	if err != nil {
		return nil, err
	}
	file, err := sqlitedb.Open(ctx, name, opts)
	if err != nil {
		return nil, notDatabase(name, err)
	}
	if schema == nil {
		schema, err = storedSchema(ctx, file)
	}
	if err != nil {
		return nil, errors.Join(notDatabase(name, err), file.Close())
	}
	in, err := core.Open(ctx, file, core.Options{Schema: schema})
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &database{Instance: in, file: file}, nil
}

// mustExist keeps a mistyped name from becoming an empty database.
func mustExist(name string) error {
	if _, err := os.Stat(name); err != nil {
		return (&fault.Error{Code: fault.BadRequest, Text: "there is no database", Err: err}).
			WithHint("make one with amora init or amora join")
	}
	return nil
}

// notDatabase gives a file its code that is no database, or not ours, or
// cannot be read; the cause tells which.
func notDatabase(name string, err error) error {
	switch fault.CodeOf(err) {
	case fault.Internal, fault.BadRequest, fault.StorageFailed:
	default:
		return err
	}
	return &fault.Error{Code: fault.BadRequest, Text: name + " cannot be opened as an amora database", Err: err}
}

// builtIn is the name by which Kolibri's schema can be had without a file.
const builtIn = "facilitydata"

func readSchema(name string) (*schema.Schema, error) {
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && name == builtIn {
		return kolibri.Schema(), nil
	}
	if err != nil {
		return nil, &fault.Error{Code: fault.BadSchema, Text: "the schema cannot be read", Err: err}
	}
	return schema.Parse(text)
}

// storedSchema is the one a database was last opened with, nil for a relay's.
func storedSchema(ctx context.Context, db sqldb.DB) (*schema.Schema, error) {
	var text string
	err := db.View(ctx, func(tx sqldb.Tx) (err error) {
		text, err = tx.Text("SELECT value FROM amora_meta WHERE key = 'schema'")
		return err
	})
	if err != nil || text == "" {
		return nil, err
	}
	return schema.Parse([]byte(text))
}

// readSchemas reads schemas from files.
func readSchemas(files []string) (all []*schema.Schema, err error) {
	for _, file := range files {
		s, err := readSchema(file)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}
