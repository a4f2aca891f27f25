package core

// Orphans: rows that deserialize takes from the app tables because SQLite
// cascades, while their records were not deleted. As in Morango such a record
// stays as it is, until an instance that meets it anew finds what it refers
// to deleted (MORANGO.md §6). Should that come back first, the record is
// applied again.

// orphanTrigger remembers the rows that go while deserialize writes and whose
// records live on.
func (m *Table) orphanTrigger() string {
	return "CREATE TRIGGER " + quoteIdent("amora_"+m.Table+"_orphan") + " AFTER DELETE ON " + quoteIdent(m.Table) +
		" WHEN EXISTS (SELECT 1 FROM amora_applying) AND EXISTS (SELECT 1 FROM morango_store s WHERE s.id = OLD.id AND s.deleted = 0)" +
		" BEGIN\n INSERT INTO amora_orphan (id) VALUES (OLD.id) ON CONFLICT DO NOTHING;\nEND"
}

// orphanStatements writes the statements that bring a model's orphans back
// once all they refer to is there. A parent in the same table may be coming
// back, or be received, itself: a circle of parents comes back as a whole.
func (m *modelStatements) orphanStatements() {
	if len(m.table.References) == 0 {
		return
	}
	name, app := quoteText(m.table.Name), quoteIdent(m.table.Table)
	serialized := func(column string) string { return "s.serialized ->> " + quoteText(column) }
	parent := "NULL"
	if self := m.table.SelfReference(); self != "" {
		parent = serialized(self)
	}
	m.reviveSQL = "WITH RECURSIVE amora_lost (id, parent) AS MATERIALIZED (SELECT s.id, " + parent +
		" FROM amora_orphan o CROSS JOIN morango_store s ON s.id = o.id" +
		" WHERE s.model_name = " + name + " AND s.deleted = 0" +
		" AND NOT EXISTS (SELECT 1 FROM " + app + " a WHERE a.id = s.id)" +
		m.referencesThere(serialized) + `),
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
func (m *modelStatements) revive(a *applying) (int64, error) {
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
// them is dirty, whatever the filter: deletions are about to take them.
func (m *modelStatements) saveFollowers(a *applying) error {
	if a.prefixes == nil {
		return nil // all is serialized
	}
	for _, f := range m.followers {
		n, err := f.serialize(a.tx, Filter{""}, Version{a.instance, a.counter})
		if err != nil {
			return err
		}
		a.done.Conflicts += n
	}
	return dropSettled(a.tx, Version{a.instance, a.counter})
}

// linkFollowers fills in which models refer to which.
func linkFollowers(models []*modelStatements) {
	for _, m := range models {
		reached := map[string]bool{m.table.Name: true}
		for _, f := range models { // parents first
			for _, target := range f.table.References {
				if reached[target] {
					reached[f.table.Name] = true
					m.followers = append(m.followers, f)
					break
				}
			}
		}
	}
}
