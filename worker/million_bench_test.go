//go:build linux

package main

import (
	"fmt"
	"testing"
)

// BenchmarkMillion: so many records from a device to a relay and on to another
// device, by Morango's protocol and by Amora's own, and then 100 changes on top.
// What the three programs have in memory at most must not grow with the records.
func BenchmarkMillion(b *testing.B) {
	for _, records := range []int{10_000, 100_000, 1_000_000} {
		for _, protocol := range []struct {
			name    string
			address func(*hosted) string
		}{{"morango", httpOf}, {"amora", wsOf}} {
			b.Run(fmt.Sprintf("%s/%d", protocol.name, records), func(b *testing.B) {
				first, changes := deviceToDevice(b, records, protocol.address)
				if first.moved != records || changes.moved != 100 {
					b.Fatalf("%d of %d records came, and %d of 100 changes", first.moved, records, changes.moved)
				}
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(first.all, "s")
				b.ReportMetric(first.client, "device-MB")
				b.ReportMetric(first.server, "relay-MB")
				b.ReportMetric(changes.all, "100-changes-s")
			})
		}
	}
}
