// Package kolibri has the schema of Kolibri's profile, facilitydata: its
// models, their partitions and ids, and its two scopes. A device with this
// schema syncs a Kolibri facility; a relay knows by it what Kolibri's
// certificates permit.
//
// It hides the schema's text, facilitydata.json, which is written in the
// language that package schema reads. The npm package has the same as
// amora/kolibri. It hides as well how facilities, users, roles and classes are
// read of a Store, for what a Kolibri asks of a server beside Morango's protocol.
// Begin with [Schema].
//
// It imports sqldb, value and schema.
package kolibri

import (
	_ "embed"
	"sync"

	"github.com/amora-sync/amora/core/schema"
)

// Version is the version of Kolibri that a relay shows to its peers. A Kolibri
// that is shown none takes the relay for a very old one, and rewrites what it
// gets.
const Version = "0.19.5"

//go:embed facilitydata.json
var text []byte

// Schema is the schema of Kolibri 0.19's profile facilitydata. All callers
// share one value, which must not be changed.
var Schema = sync.OnceValue(func() *schema.Schema {
	s, err := schema.Parse(text)
	if err != nil {
		panic(err) // the text is part of this build
	}
	return s
})

// Text is the schema's JSON.
func Text() string { return string(text) }
