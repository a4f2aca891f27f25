package core

import "time"

const (
	// maxTransfers bounds a socket's pulls under way.
	maxTransfers = 8
	// maxUnderWay bounds the transfers under way of one certificate, which
	// several devices may hold, and maxBranch those of a member and all whom it
	// certified. Each may have a copy of its scope buffered.
	maxUnderWay = 100
	maxBranch   = 120
)

// idleAge is how long a transfer may lie idle before it and its buffers are
// forgotten (difference 7).
const idleAge = 6 * time.Hour

// expireEvery is how often they are looked for, among all of so many hours.
const expireEvery = time.Minute

// silentAge is how long in a full room: a peer waits two minutes for a reply,
// and what touch notes is a minute old.
const silentAge = 3 * time.Minute

// branchSQL lists the transfers under way of certificate ?1, of those above it
// but for the root ?2, and of all whom these certified.
const branchSQL = `WITH RECURSIVE under AS MATERIALIZED (SELECT t.seq, t.push, t.last_activity_timestamp AS at, s.client_certificate_id AS certificate
 FROM morango_transfersession t CROSS JOIN morango_syncsession s ON s.id = t.sync_session_id WHERE t.active = 1 AND t.is_server = 1),
up (leaf, id) AS (SELECT DISTINCT certificate, certificate FROM under
 UNION SELECT leaf, c.parent_id FROM up JOIN morango_certificate c ON c.id = up.id WHERE c.parent_id IS NOT NULL),
top AS (SELECT c.id FROM (` + chainSQL + `) chain JOIN morango_certificate c ON c.id = chain.id WHERE c.parent_id = ?2),
branch AS (SELECT * FROM under WHERE certificate IN (SELECT leaf FROM up WHERE leaf = ?1 OR id IN (SELECT id FROM top)))
`

// makeRoom gives up what has lain idle for too long, and of too many transfers
// of this certificate those that began or moved longest ago. Of too many of its
// branch those go first whose certificates have the most.
func (c *serverCall) makeRoom(tx Tx) error {
	if now := c.in.clock(); now.Sub(c.expired).Abs() >= expireEvery {
		if err := c.in.Expire(tx, idleAge); err != nil {
			return err
		}
		c.expired = now
	}
	return abandonAll(tx, "seq IN ("+branchSQL+`SELECT seq FROM
 (SELECT seq, certificate, nth, row_number() OVER (ORDER BY nth, at DESC, seq DESC) AS place FROM
  (SELECT seq, certificate, at, row_number() OVER (PARTITION BY certificate ORDER BY at DESC, seq DESC) AS nth FROM branch))
 WHERE certificate = ?1 AND nth >= ?3 OR place >= ?4)`, c.state.Certificate, c.opts.Room, maxUnderWay, maxBranch)
}

// pullAlone makes sure that this will be its branch's only pull: in a full
// room one copy of the records is enough. Others are waited for, unless they
// have fallen silent. Error: limit.
func (c *serverCall) pullAlone(tx Tx) error {
	const pulls = "seq IN (" + branchSQL + "SELECT seq FROM branch WHERE push = 0"
	before := c.in.clock().Add(-silentAge).UTC().Format(timeFormat)
	if err := abandonAll(tx, pulls+" AND at < ?3)", c.state.Certificate, c.opts.Room, before); err != nil {
		return err
	}
	n, err := integer(tx, "SELECT count(*) FROM morango_transfersession WHERE "+pulls+")", c.state.Certificate, c.opts.Room)
	if err == nil && n > 0 {
		err = Errorf(CodeLimit, "the room is full, and this member or another of its branch is pulling already").
			WithHint("try again in a few minutes; whoever runs the relay can raise the limit")
	}
	return err
}
