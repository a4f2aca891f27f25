// Package account says who gets a certificate for a name and a password.
//
// A relay that issues certificates (Morango's certificate signing request, and
// PROTOCOL.md §4) asks an [Authenticator]. [Records] is the one for Kolibri's
// facilities, whose users and roles come as records: nobody has to make them a
// second time. [Throttle] slows down whoever guesses. Hosts may have
// authenticators of their own, for other data.
//
// It hides how Kolibri keeps passwords and who may act for whom. Begin with [Request].
//
// It imports fault, sqldb and kolibri.
package account
