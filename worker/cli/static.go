//go:build !js

package cli

import (
	"crypto/sha256"
	"encoding/base64"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

// contentTypes covers what the demo and the JS package are made of. The
// operating system's own table is not asked: it differs from machine to
// machine, and a tab refuses a module or a wasm of the wrong type.
var contentTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".csv":         "text/csv; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".map":         "application/json",
	".md":          "text/markdown; charset=utf-8",
	".mjs":         "text/javascript; charset=utf-8",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".ts":          "text/plain; charset=utf-8",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".woff2":       "font/woff2",
}

// encodings are the precompressed siblings a file may have, best first.
var encodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// contentSecurityPolicy lets the page run its own scripts and wasm, and
// connect to any relay, as an invite may name another than this one.
const contentSecurityPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; " +
	"style-src 'self'; img-src 'self' data:; font-src 'self'; manifest-src 'self'; connect-src 'self' ws: wss:; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// securityHeaders is set on every response, of whatever kind.
func securityHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentSecurityPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// staticFiles serves the built page (index.html at the top) and the JS
// package (js/) from fsys. File names carry no hash, so every answer has to be
// revalidated; the ETag follows from the content and makes that a cheap 304.
// Files are streamed, and read for their ETag once.
type staticFiles struct {
	fsys fs.FS
	tags *etags
}

func newStaticFiles(fsys fs.FS) staticFiles { return staticFiles{fsys, &etags{}} }

func (s staticFiles) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if name == "" || strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	contentType, known := contentTypes[path.Ext(name)]
	if !known || strings.HasPrefix(name, ".") || strings.Contains(name, "/.") {
		s.notFound(w, r)
		return
	}
	variant, encoding := s.variant(name, r.Header.Get("Accept-Encoding"))
	file, info, err := openFile(s.fsys, variant)
	if err != nil {
		s.notFound(w, r)
		return
	}
	defer file.Close()
	tag, err := s.tags.of(variant, file, info)
	if err != nil {
		http.Error(w, "the file cannot be read", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", "no-cache")
	h.Set("Vary", "Accept-Encoding")
	h.Set("ETag", tag)
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
		h.Set("Content-Length", strconv.FormatInt(info.Size(), 10)) // ServeContent leaves it out of encoded bodies
		r.Header.Del("Range")                                       // a range of a compressed body helps nobody
	}
	http.ServeContent(w, r, name, time.Time{}, file)
}

// notFound answers with the folder's 404.html where a page is asked for, by a
// browser's address bar or a link; scripts and programs get a plain text.
func (s staticFiles) notFound(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Vary", "Accept")
	if strings.Contains(r.Header.Get("Accept"), "text/html") {
		if page, _, err := openFile(s.fsys, "404.html"); err == nil {
			defer page.Close()
			w.Header().Set("Content-Type", contentTypes[".html"])
			w.WriteHeader(http.StatusNotFound)
			io.Copy(w, page)
			return
		}
	}
	http.NotFound(w, r)
}

// seekFile is a file as files of folders and of programs are.
type seekFile interface {
	fs.File
	io.Seeker
}

// openFile opens a regular file. Of others the opening alone may wait: for who
// writes to a pipe.
func openFile(fsys fs.FS, name string) (seekFile, fs.FileInfo, error) {
	info, err := fs.Stat(fsys, name)
	if err == nil && !info.Mode().IsRegular() {
		err = fs.ErrInvalid
	}
	if err != nil {
		return nil, nil, err
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, nil, err
	}
	file, ok := f.(seekFile)
	if !ok {
		f.Close()
		return nil, nil, fs.ErrInvalid
	}
	return file, info, nil
}

// etags keeps the ETags of files. A file that has changed has another time or
// size.
type etags struct {
	mu    sync.Mutex
	known map[string]etag
}

type etag struct {
	changed time.Time
	size    int64
	text    string
}

// of is the ETag of an open file, which is at its beginning afterwards. Files
// are read one at a time.
func (t *etags) of(name string, file seekFile, info fs.FileInfo) (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if e, ok := t.known[name]; ok && e.changed.Equal(info.ModTime()) && e.size == info.Size() {
		return e.text, nil
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	if t.known == nil {
		t.known = map[string]etag{}
	}
	text := `"` + base64.RawURLEncoding.EncodeToString(sum.Sum(nil)[:16]) + `"`
	t.known[name] = etag{info.ModTime(), info.Size(), text}
	return text, nil
}

// variant picks the best precompressed sibling that the client accepts, or the
// file itself with encoding "". A sibling that is older than its file is left
// out: it has what the file held before.
func (s staticFiles) variant(name, accept string) (file, encoding string) {
	plain, err := fs.Stat(s.fsys, name)
	if err != nil {
		return name, ""
	}
	for _, e := range encodings {
		if !accepts(accept, e.name) {
			continue
		}
		info, err := fs.Stat(s.fsys, name+e.suffix)
		if err == nil && info.Mode().IsRegular() && !info.ModTime().Before(plain.ModTime()) {
			return name + e.suffix, e.name
		}
	}
	return name, ""
}

// accepts reports whether an Accept-Encoding header names the encoding
// without ruling it out by q=0.
func accepts(header, encoding string) bool {
	for item := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(strings.ReplaceAll(item, " ", ""), ";")
		if strings.EqualFold(name, encoding) {
			q, err := strconv.ParseFloat(strings.TrimPrefix(params, "q="), 64)
			return params == "" || err == nil && q > 0
		}
	}
	return false
}
