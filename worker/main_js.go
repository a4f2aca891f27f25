package main

import "github.com/amora-sync/amora/worker/edge"

// version is set by the build (-X main.version=…).
var version = "(devel)"

func main() { edge.Run(version) }
