package apptable

import "github.com/amora-sync/amora/core/schema"

// Random is a SQL expression: a value that no other row has, of the column's
// storage class, which is all that the table itself asks for.
func Random(c schema.Column) string {
	switch {
	case c.Type == schema.TypeJSON: // an index may look into it
		return "json_quote(hex(randomblob(16)))"
	case c.Type.SQL() == "TEXT":
		return "hex(randomblob(16))"
	case c.Type.SQL() == "REAL":
		return "random() + 0.0"
	}
	return "random()"
}
