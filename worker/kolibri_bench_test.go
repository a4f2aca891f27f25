//go:build linux

package main

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync/atomic"
	"testing"
	"time"
)

// answering takes the time for which a relay keeps its peers waiting.
type answering struct {
	http.Handler
	took atomic.Int64
}

// ServeHTTP implements [http.Handler].
func (a *answering) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	a.Handler.ServeHTTP(w, r)
	a.took.Add(int64(time.Since(start)))
}

// BenchmarkKolibri: one stock Kolibri pushes a facility with a thousand attempts
// to a relay, and another one pulls it. The share is the part of the whole time
// for which the Kolibris wait for the relay: what no faster relay could save is
// the rest.
func BenchmarkKolibri(b *testing.B) {
	h := launch(b, nativeCommand(b, relayConfig{}.withDefaults(b)))
	target, err := url.Parse(h.http)
	if err != nil {
		b.Fatal(err)
	}
	relay := &answering{Handler: httputil.NewSingleHostReverseProxy(target)}
	proxy := httptest.NewServer(relay)
	b.Cleanup(proxy.Close)
	from, to := newKolibri(b, "from", proxy.URL+"/"), newKolibri(b, "to", "")
	f := from.make()
	from.run("facility.attempts(FacilityUser.objects.get(username='learner1'), 1000)")
	var waited, all time.Duration
	for _, k := range []struct {
		peer    *kolibriPeer
		options args
		unit    string
	}{{from, nil, "push"}, {to, admin, "pull"}} {
		before, cpu, start := relay.took.Load(), cpuOf(b, h.cmd.Process.Pid), time.Now()
		m := k.peer.sync(proxy.URL+"/", f, k.options)
		took, answered := time.Since(start), time.Duration(relay.took.Load()-before)
		if m.Pushed+m.Pulled < 1000 {
			b.Fatalf("%s moved %+v", k.unit, m)
		}
		waited, all = waited+answered, all+took
		b.ReportMetric(took.Seconds(), k.unit+"-s")
		b.ReportMetric(answered.Seconds(), k.unit+"-waiting-for-relay-s")
		b.ReportMetric(cpuOf(b, h.cmd.Process.Pid)-cpu, k.unit+"-relay-CPU-s")
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(100*waited.Seconds()/all.Seconds(), "%-of-the-time-is-the-relay")
	b.ReportMetric(peakBytes(b, h)/1e6, "relay-MB")
}
