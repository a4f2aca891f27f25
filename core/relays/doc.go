// Package relays decides which relays a database syncs with, and keeps what it
// knows of them: the key that an address has shown, and the certificates that
// were made for relays (PROTOCOL.md §3, admission).
//
// It hides when a relay's key is admitted to a room and when it is refused.
// Begin with [Contact.Admit]. Which keys the room has, and which were taken
// back, is in the room's rules, of package trust.
//
// It imports fault, sqldb and trust.
package relays
