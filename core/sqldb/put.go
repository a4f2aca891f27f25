package sqldb

import (
	"strings"
)

func List(parts ...string) string { return strings.Join(parts, ", ") }
