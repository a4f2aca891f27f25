// Package morangoclient syncs a database with a server of Morango's own HTTP
// protocol, such as stock Morango, Kolibri, or a relay (MORANGO.md §14). It does
// what Morango's MorangoProfileController and NetworkSyncConnection do for an
// app (Morango's sync/controller.py and sync/syncsession.py):
//
//	MorangoProfileController(profile).create_network_connection(url)  Connect
//	get_remote_certificates                                           Connection.Certificates
//	certificate_signing_request                                       Connection.Join
//	push_signed_client_certificate_chain, create_sync_session         Connection.CreateSyncSession
//	get_pull_client, get_push_client                                  SyncSession.Pull, SyncSession.Push
//	resume_sync_session                                               a Pull or Push like one that was cut off
//
// Begin with [Connect]; [Connection.Sync] is all of it in one call.
//
// It hides the requests, in their order, with their retries and bounds. What a
// server answers is bounded before it is decoded. Certificates are judged as
// those of relays are (package relays), and records as those of any pull
// (package pipeline).
//
// A file each has one subject: http.go sends requests, certificates.go finds the
// server's certificate or pushes one, join.go gets one signed, session.go proves
// who is who, transfer.go, pull.go and push.go move records, sync.go puts these
// together.
//
// It imports fault, sqldb, value, trust, relays, counter, kolibri, pipeline,
// client, wire and morango. Requests go by a [Transport] that a host brings.
package morangoclient
