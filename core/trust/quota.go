package trust

// ChainSQL lists certificate ?1 and those above it.
const ChainSQL = `WITH RECURSIVE up (id) AS (SELECT ?1 UNION SELECT c.parent_id FROM up JOIN morango_certificate c ON c.id = up.id
 WHERE c.parent_id IS NOT NULL) SELECT id FROM up`
