//go:build !js

// Package relay is the native host of the relay, for a server of your own:
//
//	folder, err := relay.OpenFolder(ctx, "rooms", relay.FolderOptions{})
//	if err != nil {
//		return err
//	}
//	defer folder.Close()
//	handler := relay.New(relay.Options{Folder: folder, Hosts: []string{"sync.example.org"}})
//	defer handler.Close()
//	mux.Handle("/sync/", handler)
//
// Clients dial wss://sync.example.org: native ones by [Dial].
//
// It hides rooms and their idle time, the queues and pings of WebSockets, the
// files of rooms with their reserve on a full disk, and the relay's key. Package
// host says what rules it keeps; TLS, listening and pages are its user's.
//
// It imports core, core/sqlitedb, worker/host, disk and line, and libraries for WebSockets and
// Prometheus, and nothing of worker/cli or worker/edge. Files whose names end in a platform hold
// that platform's part of a contract, which folderlock.go states.
package relay
