package core

import (
	"crypto/sha256"
	"encoding/hex"
	"sync/atomic"
)

// Hub is what the syncs of one database share: its engine, who waits for
// changes, and whose turn it is.
type Hub struct {
	engine     *Engine
	changed    broadcast    // rung after every commit of local changes
	waiting    waiting      // live syncs that wait for that
	network    broadcast    // rung when the network may have changed
	transfers  turns        // one at a time with each relay, by its key
	handshakes turns        // likewise
	live       atomic.Int32 // live syncs
	process    string       // tells those who have this database open from those who have a copy of it
	runner     string       // tells this process from others that have the database open; "" where there can be none
}

// Process tells those who have this database open from those who have a copy of
// it.
func (h *Hub) Process() string { return h.process }

func newHub(e *Engine) (h *Hub, err error) {
	h = &Hub{engine: e}
	random, err := e.identity.newID()
	h.process = random
	if place := placeOf(e.db); place != "" {
		h.process, h.runner = processID(place), random
	}
	return h, err
}

// placeOf tells which file a database is, "" where no other process can have it
// open.
func placeOf(db DB) string {
	if db, ok := db.(Placed); ok {
		return db.Place()
	}
	return ""
}

// processID is the same for all processes that have a file open.
func processID(place string) string {
	sum := sha256.Sum256([]byte(Subprotocol + " place\n" + place))
	return hex.EncodeToString(sum[:16])
}
