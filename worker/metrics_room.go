package main

import "github.com/amora-sync/amora/core"

// roomCounts are what a room's database tells for its metrics: records, and
// transfers under way.
func roomCounts(tx core.Tx) (records, transfers string, err error) {
	if records, err = tx.Text("SELECT count(*) FROM morango_store"); err != nil {
		return "", "", err
	}
	transfers, err = tx.Text("SELECT count(*) FROM morango_transfersession WHERE active = 1")
	return records, transfers, err
}
