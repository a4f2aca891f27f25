package edge

import (
	"syscall/js"

	"github.com/syumai/workers"
)

// Run is the program of the edge. It runs in two places on Cloudflare: once for
// each Durable Object, where room.mjs gives it the role of a room and version goes
// to its log, and once for each plain HTTP request to the Worker.
func Run(version string) {
	context := js.Global().Get("context")
	if role := context.Get("role"); role.Type() == js.TypeString && role.String() == "room" {
		openRoom(context, version)
		workers.Ready()
		select {} // until the object is evicted
	}
	workers.Serve(routes())
}
