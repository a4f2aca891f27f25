package core

// Migrate runs migration scripts, for tests.
var Migrate = migrate

// Migrations are this build's.
func Migrations() []string { return migrations }
