package sqldb

// Meta reads one fact about the database, "" if it is not there.
func Meta(tx Tx, key string) (string, error) {
	return tx.Text("SELECT value FROM amora_meta WHERE key = ?1", key)
}

func SetMeta(tx Tx, key, value string) error {
	_, err := tx.Exec("INSERT INTO amora_meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)
	return err
}
