// Package owntrigger makes the app's own triggers on synced tables run once for
// each change, on the device where it was made.
//
// It hides how that is written into the text of a trigger. Begin with [Arrange],
// which brings all of them to that form; trigger.go says what it is. [Take] puts
// what the app has made over synced tables aside while those change.
//
// It imports fault, sqldb and schema.
package owntrigger

import (
	"fmt"
	"strings"
)

// Applies is the condition under which deserialize runs, Idle the opposite:
// then the triggers of app tables act.
const (
	Applies = "EXISTS (SELECT 1 FROM amora_applying)"
	Idle    = "NOT " + Applies
)

// CompleteRow is the condition under which a row has its id and what makes it.
func CompleteRow(row string) string {
	return fmt.Sprintf("%[1]s.id IS NOT NULL AND %[1]s._morango_source_id IS NOT NULL AND %[1]s._morango_partition IS NOT NULL", row)
}

// FiringTable is the one table of the engine's that triggers of the app write:
// it has the names of those that run, which do not fire themselves
// (ownTrigger.once).
const FiringTable = "amora_firing"

// EngineTable reports whether a table of this name is one of the engine's.
func EngineTable(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "amora_") || strings.HasPrefix(name, "morango_")
}

// EngineName is the SQL condition that [EngineTable] is.
func EngineName(name string) string {
	return "(lower(substr(" + name + ", 1, 6)) = 'amora_' OR lower(substr(" + name + ", 1, 8)) = 'morango_')"
}

// EngineTrigger reports whether a trigger of this name is one of the engine's,
// and not one of the app's or a companion of one.
func EngineTrigger(name string) bool {
	return EngineTable(name) && !strings.HasPrefix(name, CompanionPrefix)
}
