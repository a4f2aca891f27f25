package pipeline

import (
	"slices"

	"github.com/amora-sync/amora/core/conflict"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
)

// orphanStatements writes the statements that bring a model's orphans back
// once all they refer to is there. A parent in the same table may be coming
// back, or be received, itself: a circle of parents comes back as a whole.
func (m *Table) orphanStatements() {
	if len(m.App.References) == 0 {
		return
	}
	name, app := sqldb.QuoteText(m.App.Name), sqldb.Quote(m.App.Table)
	serialized := func(column string) string {
		return m.App.Followed(column, "s.serialized ->> "+sqldb.QuoteText(m.App.Column(column).Key()))
	}
	parent := "NULL"
	if self := m.App.SelfReference(); self != "" {
		parent = serialized(self)
	}
	m.reviveSQL = "WITH RECURSIVE amora_lost (id, parent) AS MATERIALIZED (SELECT s.id, " + parent +
		" FROM amora_orphan o CROSS JOIN morango_store s ON s.id = o.id" +
		" WHERE s.model_name = " + name + " AND s.deleted = 0" +
		" AND NOT EXISTS (SELECT 1 FROM " + app + " a WHERE a.id = s.id)" +
		m.referencesThere(serialized, "s.partition") + `),
amora_hanging (id) AS (SELECT l.id FROM amora_lost l WHERE l.parent IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM amora_lost p WHERE p.id = l.parent)
  AND NOT EXISTS (SELECT 1 FROM ` + app + ` a WHERE a.id = l.parent)
  AND NOT EXISTS (SELECT 1 FROM amora_store_dirty d WHERE d.model_name = ` + name + ` AND d.id = l.parent)
 UNION SELECT l.id FROM amora_hanging h CROSS JOIN amora_lost l ON l.parent = h.id)
INSERT INTO amora_store_dirty (model_name, id) SELECT ` + name + `, id FROM amora_lost
WHERE id NOT IN (SELECT id FROM amora_hanging) ON CONFLICT DO NOTHING`
	m.revivedSQL = "DELETE FROM amora_orphan WHERE id IN (SELECT id FROM amora_store_dirty WHERE model_name = " + name + ")" +
		" OR EXISTS (SELECT 1 FROM " + app + " a WHERE a.id = amora_orphan.id)" +
		" OR EXISTS (SELECT 1 FROM morango_store s WHERE s.id = amora_orphan.id AND s.deleted = 1)"
}

// revive marks those orphans for this deserialize that can be applied again,
// and counts them.
func (m *Table) revive(a *applying) (int64, error) {
	if !a.orphans || m.reviveSQL == "" {
		return 0, nil
	}
	n, err := a.tx.Exec(m.reviveSQL)
	if err != nil {
		return 0, err
	}
	_, err = a.tx.Exec(m.revivedSQL)
	return n, err
}

// saveFollowers serializes what of the model's rows and of those that refer to
// them is dirty, whatever the filter: deletions are about to take them. Rows of
// other datasets refer to none of them.
func (m *Table) saveFollowers(a *applying) error {
	if a.prefixes == nil {
		return nil // all is serialized
	}
	all, err := rooms.AllUnder(a.tx, a.filter)
	if err != nil {
		return err
	}
	v := counter.Version{Instance: a.instance, Counter: a.counter}
	for _, f := range m.followers {
		n, err := f.serialize(a.tx, all, v)
		if err != nil {
			return err
		}
		a.done.Conflicts += n
	}
	if err := counter.NoteSaved(a.tx, v); err != nil {
		return err
	}
	return conflict.DropSettled(a.tx, v)
}

// linkFollowers fills in which models refer to which.
func linkFollowers(models []*Table) {
	for _, m := range models {
		reached := map[string]bool{m.App.Name: true}
		for _, f := range models { // parents first
			for _, r := range f.App.References {
				if slices.ContainsFunc(r.Models, func(target string) bool { return reached[target] }) {
					reached[f.App.Name] = true
					m.followers = append(m.followers, f)
					break
				}
			}
		}
	}
}
