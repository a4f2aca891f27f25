// Package morangohttp serves Morango's own HTTP protocol: stock Morango peers,
// and with them Kolibri, sync with a relay's rooms (Morango's api/viewsets.py;
// MORANGO.md §14).
//
// It hides the endpoints with their fields, formats, status codes and forms of
// errors, and how records are written there. [New] makes a [Handler], which a
// host mounts; the host brings the rooms as [Rooms]. Every request is one
// transaction in one room, but for one that begins a pull where the room has
// little space left. Nothing is kept between requests that is not in the
// database, so that a host may stop at any time, and a request that comes twice
// finds what the first one did.
//
// Begin with handler.go, which has the routes. A file each answers for one
// group of endpoints: info.go, certificates.go, certificatechain.go,
// syncsession.go, transfersession.go (its stages are in stages.go) and
// buffers.go.
//
// It imports fault, sqldb, value, trust, account, kolibri, pipeline, server and
// morango, and alone of core's packages net/http.
package morangohttp
