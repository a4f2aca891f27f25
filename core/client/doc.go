// Package client syncs a database with relays: the side of PROTOCOL.md that
// dials.
//
// It hides connections, retries and the order of messages. Begin with [Hub],
// which the syncs of one database share, and [Hub.Sync]; a sync goes through
// its files in this order:
//
//	sync       attempts, until it is done or the context ends
//	fleet      the certificates to sync by, over as many connections as they take
//	handshake  one connection: who is who (PROTOCOL.md §3 and §4)
//	prove      the further certificates of that connection
//	session    pull, push and, if live, again and again
//	transfer   one pull or push (PROTOCOL.md §5 and §6)
//	live       changes as they come, each in one message (PROTOCOL.md §7)
//
// It imports every package below core but server.
package client
