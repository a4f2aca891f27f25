// Package jsx is the little that Go code in a browser needs beside
// syscall/js: waiting for promises and events, bytes both ways, and thrown
// exceptions as errors. Everything is for GOOS=js.
//
// Waiting blocks the calling goroutine until JavaScript runs again. So none
// of it may happen while JavaScript waits for Go: not in the function given to
// js.FuncOf (start a goroutine there), nor inside SQLite.
package jsx
