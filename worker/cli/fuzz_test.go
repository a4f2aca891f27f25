//go:build !js

package cli

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/worker/loopback"
)

// Whatever a request's path and headers say, files that are no part of the page
// are not served, and the page's are served as they are.
func FuzzStaticFiles(f *testing.F) {
	fuzzing.Start(f)
	files := fstest.MapFS{
		"index.html": {Data: []byte("page")}, "js/index.js": {Data: []byte("page")},
		"js/index.js.gz": {Data: []byte("page")},
		".secret.html":   {Data: []byte("secret")}, "data.db": {Data: []byte("secret")}, ".git/x.json": {Data: []byte("secret")},
		"js/.x/a.js": {Data: []byte("secret")}, "a.js/b": {Data: []byte("secret")},
	}
	handler := newStaticFiles(files)
	f.Add("/", "", "")
	f.Add("/js/index.js", "gzip;q=0.5, br", "bytes=0-1")
	f.Add("/js/../.git/x.json", "br;q=x", "bytes=-1")
	f.Add("/js/./.x//a.js", "*", "bytes=3-,0-1")
	f.Add("//data.db\x00.js", "\xff", "x")
	f.Fuzz(func(t *testing.T, name, accept, span string) {
		r := &http.Request{Method: http.MethodGet, URL: &url.URL{Path: name}}
		r.Header = http.Header{"Accept-Encoding": {accept}, "Range": {span}}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		body := w.Body.String()
		switch w.Code {
		case http.StatusOK:
			if body != "page" || strings.Contains(path.Clean("/"+name), "/.") {
				t.Fatalf("%q is answered with %q", name, body)
			}
		case http.StatusPartialContent, http.StatusRequestedRangeNotSatisfiable, http.StatusNotFound:
			if strings.Contains(body, "secret") {
				t.Fatalf("%q is answered with %q", name, body)
			}
		default:
			t.Fatalf("%q is answered with %d", name, w.Code)
		}
	})
}

// A host that passes for this machine is localhost, a name below it, or an
// address of loopback.
func FuzzOwnHost(f *testing.F) {
	fuzzing.Start(f)
	for _, host := range []string{"", "localhost", "LOCALHOST:80", "127.0.0.1:1", "[::1]:8787", "::1",
		"localhost.evil.example", "evil.example", "0.0.0.0", "[::ffff:127.0.0.1]"} {
		f.Add(host)
	}
	f.Fuzz(func(t *testing.T, host string) {
		if !loopback.Own(host, nil) {
			return
		}
		name, _, err := net.SplitHostPort(host)
		if err != nil {
			name = host
		}
		name = strings.ToLower(strings.Trim(name, "[]"))
		if name != "localhost" && !strings.HasSuffix(name, ".localhost") && !net.ParseIP(name).IsLoopback() {
			t.Fatalf("%q passes for this machine", host)
		}
	})
}
