package value

import (
	"github.com/amora-sync/amora/core/sqldb"
)

// StartsWith is a SQL condition: value starts with prefix, byte for byte,
// unlike LIKE.
func StartsWith(value, prefix string) string {
	return "substr(" + value + ", 1, length(" + prefix + ")) = " + prefix
}

// Matches is a SQL condition: the partition starts with one of the prefixes
// in the JSON array bound to param (see FilterArg), NULL matching everything.
func Matches(partition, param string) string {
	return "(" + param + " IS NULL OR EXISTS (SELECT 1 FROM json_each(" + param + ") f WHERE " + StartsWith(partition, "f.value") + "))"
}

// FilterArg is a filter as the argument of a matches condition.
func FilterArg(f Filter) any {
	for _, prefix := range f {
		if prefix == "" {
			return nil
		}
	}
	return FilterJSON(f)
}

func FilterJSON(f Filter) string {
	if f == nil {
		return "[]"
	}
	return sqldb.ToJSON([]string(f))
}
