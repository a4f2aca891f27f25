package value

import (
	"strings"
)

// IsID reports whether s is 32 lower-case hex digits.
func IsID(s string) bool {
	return len(s) == 32 && strings.Trim(s, "0123456789abcdef") == ""
}
