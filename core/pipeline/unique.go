package pipeline

import (
	"github.com/amora-sync/amora/core/apptable"
	"github.com/amora-sync/amora/core/sqldb"
)

// Unique indexes of the app's own: received records may exchange their values.

// rearrange writes the rows of source all together or, if one of them breaks
// a unique index, none. SQLite looks at the indexes row by row: so the rows
// first give up all their values for random ones, then take their new ones.
func (m *Table) rearrange(source string) string {
	to, from, set := m.written()
	parked := []string{"0 AS _amora_n", "a.id AS id", "a._morango_source_id AS source_id", "a._morango_partition AS partition"}
	for _, c := range m.App.Columns {
		parked = append(parked, apptable.Random(c)+" AS "+sqldb.Quote(c.Name))
	}
	app := sqldb.Quote(m.App.Table)
	return "INSERT INTO " + app + " (" + to + ") SELECT " + from + " FROM (SELECT " + sqldb.List(parked...) +
		" FROM amora_work w CROSS JOIN " + app + " a ON a.id = w.id WHERE w.reason IS NULL" +
		" UNION ALL SELECT 1, " + from + " FROM (" + source + ")) WHERE true ORDER BY _amora_n" +
		" ON CONFLICT (id) DO UPDATE SET " + set
}
