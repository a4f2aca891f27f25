package morangohttp

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
)

// reply is an answer. As an error it is the answer of a request that is
// refused, in one of the forms that Morango's peers know: a text, {"detail": …},
// {"error_class", "error_message"}, {field: [text]} or [text].
type reply struct {
	status int
	body   any    // to be written as JSON, nil for none
	text   string // the body as JSON, where it is written already
	after  int    // seconds after which the peer may try again, 0 for not saying
	basic  bool   // whether credentials are asked for
}

// Error implements error.
func (r reply) Error() string { return strconv.Itoa(r.status) + " " + string(r.json()) }

// retry asks the peer to come again after some seconds.
func (r reply) retry(seconds int) reply {
	r.after = seconds
	return r
}

// later asks the peer to come again, because of what it has been given or of what
// the room holds.
func later(err error) reply { return detail(http.StatusServiceUnavailable, err.Error()).retry(30) }

func detail(status int, text string) reply {
	return reply{status: status, body: map[string]string{"detail": text}}
}

// say is an answer of a text alone.
func say(status int, text string) reply { return reply{status: status, body: text} }

// badField is the answer to a field that cannot be taken.
func badField(name, text string) reply {
	return reply{status: http.StatusBadRequest, body: map[string][]string{name: {text}}}
}

// classed is the answer to a certificate that does not hold.
func classed(class, message string) reply {
	return reply{status: http.StatusBadRequest, body: struct {
		Class   string `json:"error_class"`
		Message string `json:"error_message"`
	}{class, message}}
}

const required = "This field is required."

var (
	errNotFound = detail(http.StatusNotFound, "Not found.")
	errNoAccess = detail(http.StatusForbidden, "Authentication credentials were not provided.")
)

// json is the body, without a line's end.
func (r reply) json() []byte {
	if r.body == nil {
		return []byte(r.text)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(r.body); err != nil {
		return []byte(`{"detail":"A server error occurred."}`)
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

// write sends an answer.
func write(w http.ResponseWriter, r reply) {
	body := r.json()
	h := w.Header()
	if len(body) > 0 {
		h.Set("Content-Type", "application/json")
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Cache-Control", "no-store")
	if r.after > 0 {
		h.Set("Retry-After", strconv.Itoa(r.after))
	}
	if r.basic {
		h.Set("WWW-Authenticate", `Basic realm="api"`)
	}
	w.WriteHeader(r.status)
	_, _ = w.Write(body) // a peer that is gone asks again
}
