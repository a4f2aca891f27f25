//go:build !js

// Package disk looks after the space in a folder: it keeps a reserve for a full
// disk, and tells a full disk from a broken one.
//
// Files whose names end in a platform hold that platform's part of a contract,
// which reserve.go states.
package disk
