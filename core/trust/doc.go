// Package trust says who may do what in a room: keys, certificates and their
// chains, the room's rules, invites, and the tables that keep them (Morango's
// models/certificates.py; MORANGO.md §10
// and §11).
//
// It hides how keys, certificates and invites are written, and how a signature
// is made and verified. Begin with [Certificate] and [CheckChain], which
// verifies a [Chain] by a room's [Rules]; then [RoomCredentials], which judges
// the certificates of this database itself. [Invite] carries a certificate to
// another device. certificate_push.go and nonce.go are for Morango's HTTP only.
//
// It imports fault, sqldb and value.
package trust
