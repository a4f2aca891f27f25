//go:build !unix && !js

package main

// keepPrivate does nothing: files have no modes here.
func keepPrivate() {}
