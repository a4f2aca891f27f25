package coretest_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/sqldb"
)

// Whoever brings the engine to another host implements [sqldb.DB] there, and
// has a test like testMyHost, which finds what the engine relies on and the
// host does not do.
func ExampleDBSuite() {
	testMyHost := func(t *testing.T) {
		coretest.DBSuite{
			Open:   func(t *testing.T) sqldb.DB { return memory(t) }, // a new, empty database of that host
			Int64:  true,                                             // it keeps integers beyond 2^53
			Cancel: true,                                             // a context that ends undoes the transaction
		}.Run(t)
	}
	fmt.Println("my host passes:", passes(testMyHost))
	// Output:
	// my host passes: true
}

// passes runs a test from an example. What the test prints goes to the standard
// error, because an example is judged by its standard output.
func passes(test func(t *testing.T)) bool {
	output := os.Stdout
	os.Stdout = os.Stderr
	defer func() { os.Stdout = output }()
	all := func(string, string) (bool, error) { return true, nil }
	return testing.RunTests(all, []testing.InternalTest{{Name: "TestMyHost", F: test}})
}
