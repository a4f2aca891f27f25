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
}

func newHub(e *Engine) (h *Hub, err error) {
	h = &Hub{engine: e}
	h.process, err = processID(e)
	return h, err
}

// processID is the same for all processes that have this database open, where
// that can be told, and random elsewhere.
func processID(e *Engine) (string, error) {
	if db, ok := e.db.(Placed); ok {
		if place := db.Place(); place != "" {
			sum := sha256.Sum256([]byte(Subprotocol + " place\n" + place))
			return hex.EncodeToString(sum[:16]), nil
		}
	}
	return e.identity.newID()
}
