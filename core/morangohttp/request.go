package morangohttp

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"

	"github.com/amora-sync/amora/core/meter"
	"github.com/amora-sync/amora/core/value"
)

// The bounds of a request's body, in bytes.
const (
	maxForm = 256 << 10 // of certificates and sync sessions
	maxFSIC = 3 << 20   // of a transfer session: a text of maxFSICText, escaped
	// maxLoose bounds what of a form stands outside of strings. Forms are flat.
	maxLoose = 4 << 10
	// MaxBody bounds the records of one request as they are sent.
	MaxBody = 16 << 20
	// maxHeld bounds the bodies of all requests that are being answered, as far
	// as they have arrived: strangers send them, too. Those of one network take half.
	maxHeld = 128 << 20
	// spareHeld is what of maxHeld no body takes beyond its first maxForm bytes, so
	// that long ones which do not end keep no short one out.
	spareHeld = 16 << 20
)

var (
	errTooLarge = detail(http.StatusRequestEntityTooLarge, "The request is too large.")
	errJSON     = detail(http.StatusBadRequest, "JSON parse error")
)

// read reads the request's body whole, before a room is entered: a peer may
// take its time.
func (c *call) read(limit int64) ([]byte, error) {
	if c.r.ContentLength > limit {
		return nil, errTooLarge
	}
	body, err := io.ReadAll(io.LimitReader(heldReader{c}, limit+1))
	if answer, ok := errors.AsType[reply](err); ok {
		return nil, answer
	}
	switch {
	case err != nil:
		return nil, detail(http.StatusBadRequest, "The request did not arrive whole.")
	case int64(len(body)) > limit:
		return nil, errTooLarge
	}
	return body, nil
}

// heldReader reads a request's body, and books what has arrived of it.
type heldReader struct{ c *call }

// Read implements [io.Reader]. Error: 503 where too much of all bodies is held.
func (r heldReader) Read(p []byte) (int, error) {
	n, err := r.c.r.Body.Read(p)
	come := r.c.held + int64(n)
	if !r.c.Handler.held.Take(r.c.network(), int64(n), come <= maxForm) {
		return n, detail(http.StatusServiceUnavailable, "The server is busy.").retry(5)
	}
	r.c.held = come
	return n, err
}

// release gives back what the request's body was booked for.
func (c *call) release() {
	c.Handler.held.Give(c.network(), c.held)
	c.held = 0
}

// network is the one that the request came from, "" if unknown.
func (c *call) network() string { return meter.Network(c.ip()) }

// mediaType is the body's, without parameters.
func (c *call) mediaType() string {
	t, _, err := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	if err != nil {
		return ""
	}
	return t
}

func (c *call) unsupported() error {
	return detail(http.StatusUnsupportedMediaType,
		`Unsupported media type "`+c.r.Header.Get("Content-Type")+`" in request.`)
}

// form is the body of a request, a JSON object. Keys that nobody asks for do
// not count.
type form map[string]any

// form reads the request's body as a JSON object.
func (c *call) form(limit int64) (form, error) { return c.formOf(limit, nil) }

// formOf is form. A long body is looked at only if known finds that the request
// is of a peer who has proved itself.
func (c *call) formOf(limit int64, known func(body []byte) error) (form, error) {
	if t := c.mediaType(); t != "application/json" {
		return nil, c.unsupported()
	}
	body, err := c.read(limit)
	if err != nil {
		return nil, err
	}
	if len(body) > maxForm && known != nil {
		if err := known(body); err != nil {
			return nil, err
		}
	}
	v, err := value.DecodeBounded(body, maxLoose)
	if err != nil {
		return nil, errJSON
	}
	object, ok := v.(map[string]any)
	if !ok {
		return nil, reply{status: http.StatusBadRequest,
			body: map[string][]string{"non_field_errors": {"Invalid data. Expected a dictionary."}}}
	}
	return object, nil
}

// text is a field's, "" where it is missing, null or of another type.
func (f form) text(name string) string {
	s, _ := f[name].(string)
	return s
}

// has reports whether a field is there, and not null.
func (f form) has(name string) bool { return f[name] != nil }

// integer is a field's whole number from 0 to most.
func (f form) integer(name string, most int64) (int64, error) {
	n, ok := f[name].(json.Number)
	i, err := n.Int64()
	switch {
	case !ok || err != nil:
		return 0, badField(name, "A valid integer is required.")
	case i < 0 || i > most:
		return 0, badField(name, "Ensure this value is between 0 and the greatest that is taken.")
	}
	return i, nil
}

// isNotFound reports whether an error is errNotFound.
func isNotFound(err error) bool {
	r, ok := errors.AsType[reply](err)
	return ok && r.status == http.StatusNotFound
}
