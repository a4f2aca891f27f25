package sqlitedb

// makePrivate is not used: there are no database files on this platform.
func makePrivate(string) error { return nil }
