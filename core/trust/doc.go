// Package trust says who may do what in a room: keys, certificates and their
// chains, the room's rules, and the tables that keep them (Morango's
// models/certificates.py; MORANGO.md §10 and §11).
//
// It hides how keys and certificates are written, how a signature is made and
// verified, and what becomes of rules that several admins have signed. Begin
// with [Certificate] and [CheckChain], which verifies a [Chain] by a room's
// [Rules]; then [RoomCredentials], which judges the certificates of this database
// itself, and statement.go.
//
// It imports fault, sqldb, value and der.
package trust
