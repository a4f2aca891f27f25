// Package edge is the relay's host on Cloudflare: one Durable Object a room,
// with its own SQLite and hibernating WebSockets. Package host says what rules
// it keeps.
//
// It hides the platform: sqldb.DB on a Durable Object's storage, server.Socket on
// sockets whose state survives an eviction, alarms, and the Worker's variables.
// Its JavaScript beside it is what Go cannot be: edge.mjs, the Worker that
// requests come to; gate.mjs and hello.mjs, before rooms that nobody has
// entered; room.mjs, the Durable Objects, which hold one Go program each;
// drain.mjs, what their peers have yet to take; bodies.mjs, what requests bring;
// storage.mjs, their storage's
// functions; files.mjs, the page. Each file *_js.go says which functions of
// theirs it calls or is called by.
//
// It imports core, worker/host and wasm/jsx. Its program is bounded by
// TestEdgeProgram of worker, so that it imports no driver, no WebSocket library
// and nothing of worker/relay. Outside GOOS=js only statement.go and session.go
// build, for their tests.
package edge
