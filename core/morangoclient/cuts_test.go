//go:build !js

package morangoclient_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morango"
)

// cutter cuts connections: before the server has got a request, or after it has
// carried the request out, so that only the answer is lost.
type cutter struct {
	mu      sync.Mutex
	count   int              // requests so far
	cut     func(n int) bool // whether to cut request n, from 1
	after   bool             // the answer
	counted map[string]int   // requests that were answered, by method and endpoint
}

func (c *cutter) through(w http.ResponseWriter, r *http.Request, next http.Handler) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count++
	if !c.cut(c.count) {
		if c.counted == nil {
			c.counted = map[string]int{}
		}
		c.counted[r.Method+" "+strings.Split(strings.TrimPrefix(r.URL.Path, "/api/morango/v1/"), "/")[0]]++
		next.ServeHTTP(w, r)
		return
	}
	if c.after {
		next.ServeHTTP(httptest.NewRecorder(), r)
	}
	panic(http.ErrAbortHandler)
}

// TestCutAtEveryRequest: whichever connection of a sync is cut, before the
// request or before its answer, the sync goes on, and both sides hold the same.
func TestCutAtEveryRequest(t *testing.T) {
	for _, after := range []bool{false, true} {
		for _, push := range []bool{false, true} {
			t.Run(fmt.Sprintf("after %v, push %v", after, push), func(t *testing.T) {
				for n, whole := 1, false; !whole; n++ {
					s := newServer(t)
					a := newOwner(t)
					a.put(2, 3)
					var from *device
					if !push {
						a.mustSync(s, 0, 8)
						from, a = a, a.join("full", nil)
					}
					c := &cutter{cut: func(i int) bool { return i == n }, after: after}
					s.through = c.through
					r, err := a.sync(s, client.Options{ChunkSize: 3})
					s.through = nil
					if err != nil || r.Pulled+r.Pushed != 8 {
						t.Fatalf("request %d was cut: %+v, %v", n, r, err)
					}
					if from == nil {
						from = a.join("full", nil)
						from.mustSync(s, 8, 0)
					}
					checkEqual(t, fmt.Sprintf("request %d was cut", n), a, from)
					a.mustSync(s, 0, 0)
					if whole = c.count < n; whole && n < 10 {
						t.Errorf("a sync has %d requests only", c.count)
					}
				}
			})
		}
	}
}

// TestResume: a sync whose server goes away in the middle fails, and the next
// one goes on where it was: no records are sent twice.
func TestResume(t *testing.T) {
	for _, push := range []bool{false, true} {
		for _, capabilities := range [][]string{nil, {morango.CanPushCertificates, morango.CanFSICv2}} {
			t.Run(fmt.Sprintf("push %v %d", push, len(capabilities)), func(t *testing.T) { resume(t, push, capabilities) })
		}
	}
}

func resume(t *testing.T, push bool, capabilities []string) {
	endpoint := "GET buffers"
	if push {
		endpoint = "POST buffers"
	}
	for n, down := 1, true; down; n++ {
		s := newServer(t)
		from, to := newOwner(t), (*device)(nil)
		from.put(3, 3)
		if push {
			if _, err := from.sync(s, client.Options{Pull: true}); err != nil { // so that the server has its certificate
				t.Fatal(err)
			}
			to = from.join("full", nil)
		} else {
			from.mustSync(s, 0, 12)
			to = from.join("full", nil)
		}
		cut := from
		if !push {
			cut = to
		}
		cut.options.Capabilities = capabilities
		down = false
		before := &cutter{cut: func(i int) bool { down = down || i == n; return down }}
		s.through = before.through
		if _, err := cut.sync(s, client.Options{ChunkSize: 2}); err != nil {
			wantCode(t, err, fault.Unavailable)
		}
		after := &cutter{cut: func(int) bool { return false }}
		s.through = after.through
		if _, err := cut.sync(s, client.Options{ChunkSize: 2}); err != nil {
			t.Fatalf("after request %d: %v", n, err)
		}
		if first, second := before.counted[endpoint], after.counted[endpoint]; first+second != 6 {
			t.Errorf("down from request %d on: %d requests for records, then %d", n, first, second)
		}
		if push {
			to.mustSync(s, 12, 0)
		}
		checkEqual(t, fmt.Sprintf("down from request %d on", n), from, to)
	}
}
