package main

// version is set by the build (-X main.version=…).
var version = "(devel)"

func main() { Run(version) }
