package sqlitedb

// fileVFS is not used: there are no database files on this platform.
const fileVFS = ""
