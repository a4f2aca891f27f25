//go:build !js

// Package line is the byte stream below a WebSocket, where the websocket package
// does not look: whether anything comes, whether the stream ended in the middle,
// how many frames a peer sends beside its messages, and what a peer has taken of
// a message that was sent to it.
//
// [Accept] and [Dialled] put themselves between the websocket package and the
// connection. Begin with line.go.
package line
