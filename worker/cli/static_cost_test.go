//go:build unix

package cli

import (
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/fstest"
	"time"
)

// readFS counts the bytes that are read of its files.
type readFS struct {
	fstest.MapFS
	read *int
}

type readFile struct {
	seekFile
	read *int
}

func (f readFS) Open(name string) (fs.File, error) {
	file, err := f.MapFS.Open(name)
	if err != nil {
		return nil, err
	}
	return readFile{file.(seekFile), f.read}, nil
}

func (f readFile) Read(b []byte) (int, error) {
	n, err := f.seekFile.Read(b)
	*f.read += n
	return n, err
}

// Requests that are answered by little read little of a file, however large it
// is: its ETag was computed once.
func TestSmallAnswersReadLittle(t *testing.T) {
	const size, most = 8 << 20, 64 << 10
	read := 0
	files := newStaticFiles(readFS{fstest.MapFS{"big.wasm": {Data: make([]byte, size)}}, &read})
	ask := func(method string, headers map[string]string) *http.Response {
		r := httptest.NewRequest(method, "/big.wasm", nil)
		for name, value := range headers {
			r.Header.Set(name, value)
		}
		w := httptest.NewRecorder()
		files.ServeHTTP(w, r)
		return w.Result()
	}
	tag := ask("GET", nil).Header.Get("ETag")
	for _, c := range []struct {
		method, header, value string
		status                int
	}{
		{"HEAD", "", "", http.StatusOK},
		{"GET", "If-None-Match", tag, http.StatusNotModified},
		{"GET", "Range", "bytes=0-0", http.StatusPartialContent},
		{"GET", "Range", "bytes=8000000-8000099", http.StatusPartialContent},
	} {
		before := read
		if got := ask(c.method, map[string]string{c.header: c.value}).StatusCode; got != c.status {
			t.Errorf("%s with %s: %d", c.method, c.header, got)
		}
		if n := read - before; n > most {
			t.Errorf("%s with %s %s: %d bytes are read", c.method, c.header, c.value, n)
		}
	}
}

// What is no file is not there: to open a pipe would wait for who writes to it.
func TestPipesAreNoFiles(t *testing.T) {
	web := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(web, "pipe.txt"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(web, "page.js.gz"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(web, "page.js"), []byte("1"), 0o600); err != nil {
		t.Fatal(err)
	}
	files := newStaticFiles(os.DirFS(web))
	for name, want := range map[string]int{"/pipe.txt": http.StatusNotFound, "/page.js": http.StatusOK} {
		r := httptest.NewRequest("GET", name, nil)
		r.Header.Set("Accept-Encoding", "gzip")
		w := httptest.NewRecorder()
		files.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("%s: %d, want %d", name, w.Code, want)
		}
	}
}

// Whoever sends a header or a body slowly, or a header without end, is not
// waited for.
func TestSlowRequestsHaveDeadlines(t *testing.T) {
	s := newServer(serveFlags{}, nil, http.NotFoundHandler(), slog.New(slog.DiscardHandler))
	for name, c := range map[string]struct{ got, most time.Duration }{
		"a header": {s.ReadHeaderTimeout, 10 * time.Second}, "a request": {s.ReadTimeout, 30 * time.Second},
		"an answer": {s.WriteTimeout, time.Minute}, "an idle connection": {s.IdleTimeout, 2 * time.Minute},
	} {
		if c.got <= 0 || c.got > c.most {
			t.Errorf("%s may take %v", name, c.got)
		}
	}
	if s.MaxHeaderBytes <= 0 || s.MaxHeaderBytes > 64<<10 {
		t.Errorf("headers of %d bytes", s.MaxHeaderBytes)
	}
}
