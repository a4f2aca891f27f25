// Package host is what both hosts of the relay share: worker/relay, the native
// one, and worker/edge, the one on Cloudflare. It hides how rooms are guarded
// (which may be opened, how much they may take) and what a host says in numbers:
// close codes and the text of metrics.
//
// It imports core and the standard library, but neither net nor syscall/js, so
// that it builds for both hosts and costs the edge little.
//
// # What a host does
//
// A host gives one [server.Room] to each room, and sockets and a database to
// each server. Its types room and socket have no code in common with the other
// host's, since one host has threads and files and the other has events and
// attachments. They keep the same rules, which worker's tests try on both:
//
//   - A room does one thing at a time: a message, the end of a socket, or the
//     expiry of transfers.
//   - A room's database is opened when a peer has proved itself and the
//     [Policy] lets the room in. Strangers leave nothing behind.
//   - A [server.Socket] queues what is sent. Nothing leaves before the commit
//     behind it is durable, and a peer that does not read holds nobody up.
//   - [Limits.Take] judges each message before it is handled, [Limits.Full] each
//     push before it is taken in.
//   - A failed message closes its socket with [CloseCode] and the error's code as
//     the reason; what is no binary message closes it with [CloseUnsupported].
//     The text "ping" is answered by "pong" (PROTOCOL.md §7) and is no message.
//   - A panic ends its socket alone. Its transaction was rolled back.
//   - A peer that has not proved itself in time gives its place up.
//   - A session leaves one line in the log, "session ended".
package host
