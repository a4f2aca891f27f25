package sqlitedb

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/ncruces/go-sqlite3"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
)

// registerFunctions adds the SQL functions that triggers of app tables call.
// All are innocuous, without which a trigger may not: the schema of a
// database file is not trusted.
//
//	amora_id(partition, source_id, model)   a record's id, NULL if one of them is;
//	                                        fails over text that is not UTF-8 or has a NUL
//	amora_uuid()                            32 random hex digits
//	amora_base64(blob)                      its base64; NULL of NULL
//	amora_kept_json(given, kept)            kept, if given is the same JSON in another spelling; else given
//	amora_bytes(base64)                     the blob; what is no base64 comes back as it is
func registerFunctions(c *sqlite3.Conn, random io.Reader) error {
	const pure = sqlite3.DETERMINISTIC | sqlite3.INNOCUOUS
	if err := c.CreateFunction("amora_id", 3, pure, sqlID); err != nil {
		return err
	}
	if err := c.CreateFunction("amora_kept_json", 2, pure, sqlKeptJSON); err != nil {
		return err
	}
	if err := c.CreateFunction("amora_base64", 1, pure, sqlBase64); err != nil {
		return err
	}
	if err := c.CreateFunction("amora_bytes", 1, pure, sqlBytes); err != nil {
		return err
	}
	return c.CreateFunction("amora_uuid", 0, sqlite3.INNOCUOUS, sqlUUID(random))
}

func sqlBase64(ctx sqlite3.Context, args ...sqlite3.Value) {
	if args[0].Type() == sqlite3.NULL {
		return
	}
	ctx.ResultText(base64.StdEncoding.EncodeToString(args[0].RawBlob()))
}

func sqlKeptJSON(ctx sqlite3.Context, args ...sqlite3.Value) {
	given, kept := args[0], args[1]
	if given.Type() == sqlite3.TEXT && kept.Type() == sqlite3.TEXT {
		if a, b := given.Text(), kept.Text(); a != b && value.SameJSON(a, b) {
			given = kept
		}
	}
	ctx.ResultValue(given)
}

func sqlBytes(ctx sqlite3.Context, args ...sqlite3.Value) {
	if args[0].Type() == sqlite3.TEXT {
		if bytes, ok := value.DecodeBase64(args[0].Text()); ok {
			ctx.ResultBlob(bytes)
			return
		}
	}
	ctx.ResultValue(args[0])
}

// errKeyText: no peer would take a record with such an id (PROTOCOL.md §6).
var errKeyText = errors.New(triggerError + string(fault.BadValue) + ":the record's id or partition follow from text that is not UTF-8 or has a NUL")

func sqlID(ctx sqlite3.Context, args ...sqlite3.Value) {
	for _, arg := range args {
		if arg.Type() == sqlite3.NULL {
			return
		}
	}
	partition, source, model := args[0].Text(), args[1].Text(), args[2].Text()
	if all := partition + source; !utf8.ValidString(all) || strings.Contains(all, "\x00") {
		ctx.ResultError(errKeyText)
		return
	}
	ctx.ResultText(value.ModelID(partition, source, model))
}

func sqlUUID(random io.Reader) sqlite3.ScalarFunction {
	return func(ctx sqlite3.Context, _ ...sqlite3.Value) {
		var id [16]byte
		if _, err := io.ReadFull(random, id[:]); err != nil {
			ctx.ResultError(err)
			return
		}
		ctx.ResultText(hex.EncodeToString(id[:]))
	}
}
