//go:build !js

// Package roomfile reads the rooms' files in a relay's folder without serving the
// rooms: which rooms there are, and what each holds. Begin with roomfile.go.
package roomfile
