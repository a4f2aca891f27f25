package trust

import (
	"github.com/amora-sync/amora/core/value"
)

// Writable is a SQL condition: this instance may write records of the
// partition. Where it has no certificate, and at a relay, everything is.
func Writable(partition string) string {
	return "(NOT EXISTS (SELECT 1 FROM amora_write_scope) OR EXISTS (SELECT 1 FROM amora_write_scope WHERE " + value.StartsWith(partition, "prefix") + "))"
}
