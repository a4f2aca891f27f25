// Package parcel carries data without a network: [Export] writes what a
// database may vouch for to a file, on a memory stick say, and [Import] takes a
// file in as if its writer had been pulled from. PROTOCOL.md §11 has the format.
//
// A file is somebody else's data, however it came. Import reads all of it
// before it writes anything: frames within their bounds, the signature of each
// part by the writer's certificate, that certificate's chain. Then it judges
// the chain by the newest rules of the room, takes of each part what lies in
// both the writer's write scope and its own read scope, and leaves out what it
// has. Everything is one transaction, so that a file is taken in whole or not at
// all. Begin reading with [Import].
package parcel
