// Package quarantine says why received records are not in the app's tables: the
// reasons, and which records the app's own SQL refuses.
//
// A record that is refused as it arrives goes to the table amora_quarantine. A
// record that cannot be applied stays in the Store with its reason, and is
// tried again by each sync. Packages apptable, conflict and pipeline find the
// reasons. Imports: fault and sqldb. Begin with reason.go.
package quarantine
