package client

import (
	"crypto/sha256"
	"encoding/hex"
	"sync/atomic"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wait"
	"github.com/amora-sync/amora/core/wire"
)

// Hub is what the syncs of one database share: its engine, who waits for
// changes, and whose turn it is.
type Hub struct {
	engine                *pipeline.Engine
	Changes               wait.Broadcast  // rung after every commit of local changes
	waiting               waiting         // live syncs that wait for that
	network               wait.Broadcast  // rung when the network may have changed
	transfers, handshakes wait.Turns      // one at a time with each relay, by its key
	live                  atomic.Int32    // live syncs
	Rooms                 wait.Broadcast  // rung when datasets, own certificates or known relays may have come or gone
	raised                wait.Broadcast  // rung once a relay has acknowledged more of the own saves
	unnoted               counter.Unnoted // acknowledgements by deltas, until acknowledgeDeltas notes them
	process               string          // tells those who have this database open from those who have a copy of it
	runner                string          // tells this process from others that have the database open; "" where there can be none
}

// Process names all processes that have this database open, 32 hex digits:
// those that have a copy of it open have another name.
func (h *Hub) Process() string { return h.process }

// Engine runs the stages of the database.
func (h *Hub) Engine() *pipeline.Engine { return h.engine }

// NewHub makes the hub of a database. A database has one in each process.
func NewHub(e *pipeline.Engine) (h *Hub, err error) {
	h = &Hub{engine: e}
	random, err := e.Identity().NewID()
	h.process = random
	if place, process := sqldb.PlaceOf(e.DB()); place != "" {
		h.process, h.runner = processID(place), random+" "+process
	}
	return h, err
}

// processID is the same for all processes that have a file open.
func processID(place string) string {
	sum := sha256.Sum256([]byte(wire.Subprotocol + " place\n" + place))
	return hex.EncodeToString(sum[:16])
}
