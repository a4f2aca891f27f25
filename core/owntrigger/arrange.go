package owntrigger

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// Arrange brings the app's own triggers, and their companions, to the
// form that trigger.go describes. known has the texts of those that were
// there before, by name. Error: bad_request for a trigger that is not among
// them and cannot work; if known is nil, none is refused.
func Arrange(tx sqldb.Tx, s *schema.Schema, known map[string]string) error {
	if s == nil {
		return nil
	}
	there, err := ownTriggers(tx)
	if err != nil || len(there) == 0 {
		return err
	}
	triggers, err := parseTriggers(tx, s, there)
	if err != nil {
		return err
	}
	wanted := map[string]string{}
	for _, tr := range triggers {
		if problem := tr.problem(); problem != "" && known != nil && known[tr.name] != there[tr.name].SQL {
			return fault.Errorf(fault.BadRequest, "trigger %s %s", tr.name, problem)
		}
		for name, sql := range tr.arranged() {
			wanted[name] = sql
		}
	}
	for name, trigger := range there {
		if wanted[name] != trigger.SQL {
			if _, err := tx.Exec("DROP TRIGGER " + sqldb.Quote(name)); err != nil {
				return fmt.Errorf("trigger %s: %w", name, err)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if sql := wanted[name]; there[name].SQL != sql {
			if _, err := tx.Exec(sql); err != nil {
				return fmt.Errorf("trigger %s: %w\n%s", name, sqldb.AppSQL(err), sql)
			}
		}
	}
	return nil
}

// schemaTrigger is a trigger in sqlite_schema.
type schemaTrigger struct{ Table, SQL string }

// ownTriggers reads the app's own triggers and their companions.
func ownTriggers(tx sqldb.Tx) (map[string]schemaTrigger, error) {
	there := map[string]schemaTrigger{}
	err := sqldb.ReadJSON(tx, &there, `SELECT json_group_object(name, json_object('Table', tbl_name, 'SQL', sql)) FROM sqlite_schema
WHERE type = 'trigger' AND (lower(substr(name, 1, 6)) <> 'amora_' OR substr(name, 1, length(?1)) = ?1)`, CompanionPrefix)
	return there, err
}

// Texts are the texts of the app's own triggers, by name.
func Texts(tx sqldb.Tx) (map[string]string, error) {
	there, err := ownTriggers(tx)
	texts := map[string]string{}
	for name, trigger := range there {
		texts[name] = trigger.SQL
	}
	return texts, err
}

// parseTriggers takes the app's own triggers apart and finds out which tables
// they write, directly and by what they fire.
func parseTriggers(tx sqldb.Tx, s *schema.Schema, there map[string]schemaTrigger) ([]*ownTrigger, error) {
	var triggers []*ownTrigger
	for name, trigger := range there {
		if strings.HasPrefix(name, CompanionPrefix) {
			continue
		}
		tr := parseTrigger(name, trigger.Table, appText(trigger.SQL))
		tr.synced = s.ModelOf(trigger.Table)
		for i, step := range tr.steps {
			tr.steps[i].synced = s.ModelOf(step.target) != nil
			tr.writes = tr.writes || tr.steps[i].synced
		}
		triggers = append(triggers, tr)
	}
	return triggers, findRecursive(tx, triggers)
}

// findRecursive marks the triggers that may fire themselves: from the tables
// that they write, over triggers and the actions of foreign keys, a path leads
// to their own.
func findRecursive(tx sqldb.Tx, triggers []*ownTrigger) error {
	leads := map[string][]string{}
	var keys [][2]string
	err := sqldb.ReadJSON(tx, &keys, `SELECT json_group_array(json_array(lower(f."table"), lower(t.name)))
FROM sqlite_schema t CROSS JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'`)
	if err != nil {
		return err
	}
	for _, key := range keys {
		leads[key[0]] = append(leads[key[0]], key[1])
	}
	for _, tr := range triggers {
		for _, step := range tr.steps {
			table := strings.ToLower(tr.table)
			leads[table] = append(leads[table], step.target)
		}
	}
	for _, tr := range triggers {
		tr.recursive = reaches(leads, tr, strings.ToLower(tr.table))
	}
	return nil
}

// reaches reports whether what a trigger writes leads to the table.
func reaches(leads map[string][]string, tr *ownTrigger, table string) bool {
	seen := map[string]bool{"": true}
	var visit func(at string) bool
	visit = func(at string) bool {
		if at == table {
			return true
		}
		if seen[at] {
			return false
		}
		seen[at] = true
		return slices.ContainsFunc(leads[at], visit)
	}
	return slices.ContainsFunc(tr.steps, func(s triggerStep) bool { return visit(s.target) })
}
