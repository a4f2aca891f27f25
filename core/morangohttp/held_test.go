package morangohttp_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/amora-sync/amora/core/morangohttp"
)

// stalling is a body that ends a byte short of what may come, and waits there.
type stalling struct {
	left  int
	stuck chan<- bool
	end   <-chan struct{}
}

func (s *stalling) Read(p []byte) (int, error) {
	if s.left == 0 {
		s.stuck <- true
		<-s.end
		return 0, http.ErrBodyReadAfterClose
	}
	n := min(len(p), s.left)
	s.left -= n
	return n, nil
}

// post sends a body from an address, and returns the answer's status.
func (r *relay) post(path, from string, body *stalling) int {
	req := httptest.NewRequestWithContext(r.t.Context(), "POST", "/api/morango/v1/"+path, body)
	req.RemoteAddr = from
	req.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	r.ServeHTTP(w, req)
	return w.Code
}

// TestStrangersBodiesKeepNobodyOut: whatever one network sends that does not end,
// others bring records meanwhile, and it opens sessions itself. Nor do several
// networks keep a session out.
func TestStrangersBodiesKeepNobodyOut(t *testing.T) {
	const other, oneNetwork = "203.0.113.7:1", "one network"
	for name, from := range map[string][]string{
		oneNetwork:       {"[2001:db8::1]:1", "[2001:db8::2]:1", "[2001:db8::3]:1"},
		"three networks": {"[2001:db8::1]:1", "[2001:db8:0:1::]:1", "198.51.100.1:1"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRelay(t)
			end := make(chan struct{})
			stuck, answered := make(chan bool), make(chan int)
			const connections = 9
			waiting := 0
			for i := range connections {
				go func() {
					answered <- r.post("buffers/", from[i%len(from)], &stalling{morangohttp.MaxBody - 1, stuck, end})
				}()
				select {
				case <-stuck:
					waiting++
				case status := <-answered:
					if status != http.StatusServiceUnavailable {
						t.Errorf("a body too many is answered by %d", status)
					}
				}
			}
			if waiting == 0 {
				t.Error("no body is read")
			}
			closed := make(chan struct{})
			close(closed)
			brings := func(path, from string, bytes int) int {
				stuck := make(chan bool, 1)
				return r.post(path, from, &stalling{bytes, stuck, closed})
			}
			for _, address := range []string{from[0], other} {
				if got := brings("syncsessions/", address, 1<<10); got == http.StatusServiceUnavailable {
					t.Errorf("a session from %s is refused", address)
				}
			}
			if got := brings("buffers/", other, 8<<20); got == http.StatusServiceUnavailable && name == oneNetwork {
				t.Error("another network's records are refused")
			}
			close(end)
			for range waiting {
				<-answered
			}
			if got := brings("buffers/", from[0], 8<<20); got == http.StatusServiceUnavailable {
				t.Error("what was held is not given back")
			}
		})
	}
}
