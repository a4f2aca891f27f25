// Package wire has the messages of PROTOCOL.md as both sides read and write
// them: their kinds, headers and bounds, the texts that a handshake signs, and
// the [Conn] that carries them.
//
// Begin with [Message] and the kinds beside it; the header of each kind is a
// struct of the kind's name. What a message leads to is decided by packages
// client and server, which do not know each other.
//
// It imports fault, sqldb, value, trust and counter.
package wire
