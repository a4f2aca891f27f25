// Package server serves one room: the side of PROTOCOL.md that is dialled.
//
// A host hands each message of a [Socket] to [Room.Message], which runs a
// transaction and sends what follows from it. The host decides where sockets
// and databases come from ([Options]); this package hides everything else. It
// keeps nothing between messages that the database and the sockets' state do
// not hold, so that a host may stop and start at any time.
//
// Begin with room.go, which tells messages apart; handshake.go, transfer.go,
// delta.go and prove.go answer them. limits.go and charge.go have what a peer
// may take up.
//
// It imports every package below core but client.
package server
