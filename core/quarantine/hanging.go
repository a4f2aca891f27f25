package quarantine

// HangingSQL marks the records in amora_work, of a self-referring model, that hang
// on a parent without an app row, level by level down from those parents, in one
// statement. All others are applied together, also those of a circle of
// parents (MORANGO.md §13.19): which of them arrived first makes no difference.
//
// A row whose record has to go with a deleted one counts as gone. A row whose
// new version waits for another reason is there.
func HangingSQL(app string) string {
	return `WITH RECURSIVE amora_hanging (id) AS (
 SELECT w.id FROM amora_work w LEFT JOIN amora_work p ON p.id = w.parent
 WHERE w.reason IS NULL AND w.parent IS NOT NULL AND (p.id IS NULL OR p.reason IS NOT NULL)
  AND (p.reason LIKE ` + DeletedReference.Like() + `
   OR NOT EXISTS (SELECT 1 FROM ` + app + ` t WHERE t.id = w.parent))
 UNION
 SELECT w.id FROM amora_hanging h CROSS JOIN amora_work w ON w.parent = h.id
 WHERE w.reason IS NULL AND NOT EXISTS (SELECT 1 FROM ` + app + ` t WHERE t.id = h.id))
UPDATE amora_work SET reason = CASE WHEN EXISTS (SELECT 1 FROM morango_store t WHERE t.id = amora_work.parent)
 THEN ` + FailedReference.SQL() + ` ELSE ` + MissingReference.SQL() + ` END
WHERE id IN (SELECT id FROM amora_hanging)`
}
