//go:build !js

package cli

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/worker/hosttest"
)

func TestStaticFiles(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	io.WriteString(z, "zipped wasm")
	z.Close()
	server := httptest.NewServer(securityHeaders(newStaticFiles(fstest.MapFS{
		"index.html":       {Data: []byte("<title>demo</title>")},
		"js/index.js":      {Data: []byte("export {}")},
		"js/amora.wasm":    {Data: []byte("\x00asm")},
		"js/amora.wasm.gz": {Data: zipped.Bytes()},
		"js/amora.wasm.br": {Data: []byte("brotli")},
		".secret.html":     {Data: []byte("secret")},
		"data.db":          {Data: []byte("secret")},
		".git/config.json": {Data: []byte("secret")},
		"a/.b/c.json":      {Data: []byte("secret")},
		"pipe.txt":         {Mode: fs.ModeNamedPipe},
	})))
	defer server.Close()
	for _, c := range []struct {
		path, accept           string
		status                 int
		contentType, body, enc string
	}{
		{"/", "", 200, "text/html; charset=utf-8", "<title>demo</title>", ""},
		{"/js/index.js", "br, gzip", 200, "text/javascript; charset=utf-8", "export {}", ""},
		{"/js/amora.wasm", "identity", 200, "application/wasm", "\x00asm", ""},
		{"/js/amora.wasm", "gzip, deflate", 200, "application/wasm", zipped.String(), "gzip"},
		{"/js/amora.wasm", "gzip, br;q=0.5", 200, "application/wasm", "brotli", "br"},
		{"/js/amora.wasm", "gzip;q=0, br;q=0.0", 200, "application/wasm", "\x00asm", ""},
		{"/js/amora.wasm.gz", "", 404, "", "", ""},
		{"/js/", "", 404, "", "", ""},
		{"/nothing.js", "", 404, "", "", ""},
		{"/.secret.html", "", 404, "", "", ""},
		{"/data.db", "", 404, "", "", ""},
		{"/.git/config.json", "", 404, "", "", ""},
		{"/a/.b/c.json", "", 404, "", "", ""},
		{"/pipe.txt", "", 404, "", "", ""},
		{"/../../etc/hostname.txt", "", 404, "", "", ""},
	} {
		resp, body := hosttest.Get(t, server.URL+c.path, http.Header{"Accept-Encoding": {c.accept}})
		h := resp.Header
		if resp.StatusCode != c.status {
			t.Errorf("%s: %s, want %d", c.path, resp.Status, c.status)
			continue
		}
		if c.status == 200 && (h.Get("Content-Type") != c.contentType || string(body) != c.body || h.Get("Content-Encoding") != c.enc) {
			t.Errorf("%s for %q: %s, %q, %q", c.path, c.accept, h.Get("Content-Type"), h.Get("Content-Encoding"), body)
		}
		if c.status == 200 && (h.Get("Vary") != "Accept-Encoding" || h.Get("Cache-Control") != "no-cache" || resp.ContentLength != int64(len(c.body))) {
			t.Errorf("%s: %v", c.path, h)
		}
		if !strings.Contains(h.Get("Content-Security-Policy"), "'wasm-unsafe-eval'") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", c.path, h)
		}
	}
	resp, _ := hosttest.Get(t, server.URL+"/js/amora.wasm", http.Header{"Accept-Encoding": {"gzip"}})
	resp, body := hosttest.Get(t, server.URL+"/js/amora.wasm", http.Header{"Accept-Encoding": {"gzip"}, "If-None-Match": {resp.Header.Get("ETag")}})
	if resp.StatusCode != http.StatusNotModified || len(body) > 0 {
		t.Errorf("an unchanged file: %s", resp.Status)
	}
}

// Who asks for a page that is not there gets one that says so, if the folder has
// it; scripts and programs, and relays without one, a plain text.
func TestPagesThatAreNotThere(t *testing.T) {
	page := "<title>Not here</title>"
	withPage := newStaticFiles(fstest.MapFS{"404.html": {Data: []byte(page)}})
	const browser = "text/html,application/xhtml+xml,*/*;q=0.8"
	const plain = "404 page not found\n"
	for _, c := range []struct {
		files              staticFiles
		path, accept, body string
	}{
		{withPage, "/nowhere", browser, page},
		{withPage, "/nowhere/", browser, page},
		{withPage, "/nowhere.html", browser, page},
		{withPage, "/.secret", browser, page},
		{withPage, "/nowhere.js", "*/*", plain},
		{withPage, "/nowhere", "", plain},
		{newStaticFiles(fstest.MapFS{}), "/nowhere", browser, plain},
		{newStaticFiles(fstest.MapFS{"404.html": {Mode: fs.ModeNamedPipe}}), "/nowhere", browser, plain},
	} {
		r := httptest.NewRequest("GET", c.path, nil)
		r.Header.Set("Accept", c.accept)
		w := httptest.NewRecorder()
		c.files.ServeHTTP(w, r)
		if w.Code != http.StatusNotFound || w.Body.String() != c.body || w.Header().Get("Vary") != "Accept" {
			t.Errorf("%s for %q: %d, %q, %v", c.path, c.accept, w.Code, w.Body, w.Header())
		}
	}
}

// A file that was changed after it was compressed is served as it is now, and one
// that is gone is not served from what is left of it.
func TestStaleCompressedFiles(t *testing.T) {
	before := time.UnixMilli(1_000_000)
	after := before.Add(time.Millisecond)
	files := newStaticFiles(fstest.MapFS{
		"both.js": {Data: []byte("new"), ModTime: after}, "both.js.gz": {Data: []byte("gzip"), ModTime: before},
		"both.js.br": {Data: []byte("brotli"), ModTime: before},
		"one.js":     {Data: []byte("new"), ModTime: after}, "one.js.gz": {Data: []byte("gzip"), ModTime: after},
		"one.js.br":  {Data: []byte("brotli"), ModTime: before},
		"gone.js.gz": {Data: []byte("gzip"), ModTime: before},
	})
	for _, c := range []struct {
		name   string
		status int
		body   string
	}{{"/both.js", 200, "new"}, {"/one.js", 200, "gzip"}, {"/gone.js", 404, "404 page not found\n"}} {
		r := httptest.NewRequest("GET", c.name, nil)
		r.Header.Set("Accept-Encoding", "gzip, br")
		w := httptest.NewRecorder()
		files.ServeHTTP(w, r)
		if w.Code != c.status || w.Body.String() != c.body {
			t.Errorf("%s: %d, %q", c.name, w.Code, w.Body)
		}
	}
}

func TestWebFolderThatIsNone(t *testing.T) {
	if _, err := openWeb(filepath.Join(t.TempDir(), "none")); fault.CodeOf(err) != fault.BadRequest {
		t.Error(err)
	}
}

func TestWebFolderLinksLeadNowhere(t *testing.T) {
	outside, dir := filepath.Join(t.TempDir(), "outside.txt"), t.TempDir()
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "link.txt")); err != nil {
		t.Skip(err)
	}
	fsys, err := openWeb(dir)
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	newStaticFiles(fsys).ServeHTTP(w, httptest.NewRequest("GET", "/link.txt", nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
