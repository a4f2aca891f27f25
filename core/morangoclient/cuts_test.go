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
	count   int                 // requests so far
	cut     func(n int) bool    // whether to cut request n, from 1
	after   bool                // the answer
	counted map[string]int      // requests by method and endpoint
	answers func(*http.Request) // is told of each request that is answered
}

func (c *cutter) through(w http.ResponseWriter, r *http.Request, next http.Handler) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count++
	if c.counted == nil {
		c.counted = map[string]int{}
	}
	c.counted[r.Method+" "+strings.Split(strings.TrimPrefix(r.URL.Path, "/api/morango/v1/"), "/")[0]]++
	if !c.cut(c.count) {
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
	for n, whole := 1, false; !whole; n++ {
		s := newServer(t)
		a := newOwner(t)
		a.put(3, 3)
		if push {
			c, err := a.connect(s) // the server knows the dataset
			if err != nil {
				t.Fatal(err)
			}
			if _, err := c.Sync(t.Context(), client.Options{Pull: true}); err != nil {
				t.Fatal(err)
			}
		} else {
			a.mustSync(s, 0, 12)
			a = a.join("full", nil)
		}
		a.options.Capabilities = capabilities
		down := false
		c := &cutter{}
		c.cut = func(i int) bool { down = down || i == n; return down }
		s.through = c.through
		_, err := a.sync(s, client.Options{ChunkSize: 2})
		if err != nil {
			wantCode(t, err, fault.Unavailable)
		}
		first := c.counted[endpoint]
		if down && n <= c.count {
			first -= repeats(c, endpoint)
		}
		again := &cutter{cut: func(int) bool { return false }}
		s.through = again.through
		if _, err := a.sync(s, client.Options{ChunkSize: 2}); err != nil {
			t.Fatalf("after request %d: %v", n, err)
		}
		if got := first + again.counted[endpoint]; got > 6 {
			t.Errorf("cut at request %d of %d: %d requests for records, then %d", n, c.count, first, again.counted[endpoint])
		}
		b := newOwnerOf(t, a)
		b.mustSync(s, 12, 0)
		checkEqual(t, fmt.Sprintf("cut off at request %d", n), a, b)
		whole = !down
	}
}
