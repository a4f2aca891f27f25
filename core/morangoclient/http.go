package morangoclient

import (
	"cmp"
	"context"
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/value"
)

// The bounds of answers, in bytes.
const (
	maxSmall        = 1 << 20  // of what has no list
	maxCertificates = 8 << 20  // of a list of certificates
	maxTransfer     = 12 << 20 // of a transfer session: two FSICs of counter.MaxFSICEntries
	maxRecords      = 64 << 20 // of records
)

// How often a request is repeated whose answer did not come, and how long to
// wait before, doubled each time (Morango's sync/syncsession.py,
// NetworkSyncConnection).
const (
	maxRetries = 7
	firstRetry = 600 * time.Millisecond
	// maxAsked bounds the time for which a server may ask to be left alone.
	maxAsked = time.Minute
)

// The time that an answer may take, whole.
const (
	patience = 2 * time.Minute
	// patienceStage is for what serializes and queues, of records whose number is
	// not known before.
	patienceStage = 15 * time.Minute
	// patienceRecord comes on top for each record that a stage has to move: a
	// stock server takes in some hundred a second.
	patienceRecord = 20 * time.Millisecond
)

// Transport sends requests. A host brings it, because nothing of core but
// morangohttp comes to net/http: natively worker/relay has one.
type Transport interface {
	// Send sends a request and returns the answer, whose body the caller closes. It
	// follows no redirects, since a password must not go where a server points to.
	// The body may be of any length. Any error is one of the connection.
	Send(ctx context.Context, r Request) (Response, error)
}

// Request is a request as a [Transport] sends it.
type Request struct {
	Method string            // as HTTP names it
	URL    string            // with the query
	Header map[string]string // by name
	Body   []byte            // nil for none
}

// Response is the answer to a [Request].
type Response struct {
	Status     int           // of HTTP
	RetryAfter string        // the header of that name, "" without
	Location   string        // likewise
	Body       io.ReadCloser // as it comes
}

// The methods and statuses of HTTP that mean something here.
const (
	methodGet    = "GET"
	methodPost   = "POST"
	methodPatch  = "PATCH"
	methodDelete = "DELETE"

	statusUnauthorized   = 401
	statusForbidden      = 403
	statusNotFound       = 404
	statusTooLarge       = 413
	statusTooMany        = 429
	statusBadGateway     = 502
	statusUnavailable    = 503
	statusGatewayTimeout = 504
)

// request is one request to the server.
type request struct {
	method, path   string     // the path is below base
	base           string     // "" for that of Morango's endpoints
	query          url.Values // nil for none
	body           []byte     // nil for none
	kind           string     // media type of the body
	user, password string     // for Basic authentication, "" for none
	most           int64      // bytes of the answer
	once           bool       // not to be repeated: it would be another one
	first          bool       // not to be repeated where nobody answers: the address may be wrong
	patience       time.Duration
}

// form is a request with a JSON body.
func form(method, path string, fields any) (request, error) {
	body, err := json.Marshal(fields)
	return request{method: method, path: path, body: body, kind: morango.TypeJSON, most: maxSmall}, err
}

// refusal is an answer that says no.
type refusal struct {
	status int
	text   string        // of the server
	class  string        // of the error, as Morango names it
	after  time.Duration // how long the server asks to be left alone, 0 if it does not
}

// Error implements error.
func (r refusal) Error() string { return fmt.Sprintf("the server answers %d: %s", r.status, r.text) }

// passing reports whether the same request may succeed later.
func (r refusal) passing() bool {
	return r.status == statusBadGateway || r.status == statusUnavailable || r.status == statusGatewayTimeout
}

// statusOf is the status of a refusal, 0 for other errors.
func statusOf(err error) int {
	r, _ := errors.AsType[refusal](err)
	return r.status
}

// ask sends a request and returns the answer's body. Errors: unavailable; a
// refusal, with the code that [coded] gives it.
func (c *Connection) ask(ctx context.Context, r request) ([]byte, error) {
	for attempt := 0; ; attempt++ {
		body, err := c.askOnce(ctx, r)
		wait, again := retryAfter(err, attempt)
		if r.once || r.first && unanswered(err) || !again || ctx.Err() != nil {
			return body, coded(err)
		}
		c.engine.Log().Info("asking again", "server", c.address, "path", r.path, "attempt", attempt, "error", err)
		if err := c.opts.Wait(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// retryAfter reports whether to repeat a request that failed, and how long to
// wait before. What the server refuses it would refuse again, but where it says
// when to come.
func retryAfter(err error, attempt int) (wait time.Duration, again bool) {
	if attempt >= maxRetries {
		return 0, false
	}
	wait = firstRetry << attempt
	if r, refused := errors.AsType[refusal](err); refused {
		return max(wait, min(r.after, maxAsked)), r.after > 0
	}
	return wait, fault.CodeOf(err) == fault.Unavailable && !untrusted(err)
}

// again waits before what takes several requests is done again, after an answer
// was lost. It reports false with the error where that is not to be.
func (c *Connection) again(ctx context.Context, failed error, tries int) (bool, error) {
	if fault.CodeOf(failed) != fault.Unavailable || tries == maxRetries || ctx.Err() != nil {
		return false, failed
	}
	err := c.opts.Wait(ctx, firstRetry<<tries)
	return err == nil, err
}

// unanswered reports whether a connection was never made.
func unanswered(err error) bool {
	dial, ok := errors.AsType[*net.OpError](err)
	return ok && dial.Op == "dial"
}

// untrusted reports whether the server's TLS certificate cannot be verified,
// which does not pass.
func untrusted(err error) bool {
	_, ok := errors.AsType[*tls.CertificateVerificationError](err)
	return ok
}

// coded gives a refusal the code of its status. Who knows more about the
// endpoint gives it another one.
func coded(err error) error {
	r, refused := errors.AsType[refusal](err)
	if !refused {
		return err
	}
	code := fault.BadRequest
	switch {
	case r.passing():
		code = fault.Unavailable
	case r.status == statusUnauthorized:
		code = fault.BadCredentials
	case r.status == statusForbidden, r.class == "CertificateScopeNotSubset":
		code = fault.OutsideScope
	case r.status == statusNotFound:
		code = fault.UnknownSession
	case r.status == statusTooMany, r.status == statusTooLarge:
		code = fault.Limit
	}
	return &fault.Error{Code: code, Text: "Morango's server refuses", Err: r}
}

// askOnce is ask without repeating.
func (c *Connection) askOnce(ctx context.Context, r request) ([]byte, error) {
	within := r.patience
	if within == 0 {
		within = patience
	}
	limited, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	answer, err := c.transport.Send(limited, c.newRequest(r))
	if err != nil {
		return nil, unreached(ctx, err)
	}
	defer answer.Body.Close()
	c.sent.Add(int64(len(r.body)))
	body, err := io.ReadAll(io.LimitReader(answer.Body, r.most+1))
	c.received.Add(int64(len(body)))
	switch {
	case err != nil:
		return nil, unreached(ctx, err)
	case int64(len(body)) > r.most:
		return nil, errTooLarge
	case answer.Status < 200 || answer.Status > 299:
		return nil, refused(answer, body)
	}
	return body, nil
}

// errTooLarge: an answer has more bytes than are taken.
var errTooLarge = fault.Errorf(fault.Limit, "the server's answer is too large")

// unreached is a failure of the connection, or of the caller's context.
func unreached(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &fault.Error{Code: fault.Unavailable, Text: "Morango's server cannot be reached", Err: err}
}

// newRequest is a request with its headers.
func (c *Connection) newRequest(r request) Request {
	u := c.base.JoinPath(cmp.Or(r.base, morango.BasePath) + r.path)
	u.RawQuery = r.query.Encode()
	header := map[string]string{
		"User-Agent": "morango/" + morango.Version + " amora", "Accept": morango.TypeJSON,
		morango.CapabilitiesHeader: strings.Join(c.opts.Capabilities, " "),
	}
	if r.body != nil {
		header["Content-Type"] = r.kind
	}
	if r.user != "" {
		header["Authorization"] = "Basic " + base64.StdEncoding.EncodeToString([]byte(r.user+":"+r.password))
	}
	return Request{Method: r.method, URL: u.String(), Header: header, Body: r.body}
}

// maxText bounds what is kept of a server's reason, in bytes.
const maxText = 300

// refused reads an answer that says no. Its text is for people.
func refused(answer Response, body []byte) error {
	r := refusal{status: answer.Status, text: "no reason is given"}
	if seconds, err := strconv.Atoi(answer.RetryAfter); err == nil && seconds > 0 {
		r.after = time.Duration(min(seconds, int(maxAsked/time.Second))) * time.Second
	}
	if answer.Location != "" && r.status < 400 {
		r.text = "it is at " + answer.Location[:min(len(answer.Location), maxText)]
	}
	var classed struct {
		Class string `json:"error_class"`
	}
	if json.Valid(body) {
		r.text = string(body[:min(len(body), maxText)])
		_ = json.Unmarshal(body, &classed) // errors have other forms, too
	}
	r.class = classed.Class
	return r
}

// object decodes an answer that is a JSON object.
func object(body []byte) (*value.Fields, error) {
	f := value.NewFields(value.DecodeStrict(body))
	return f, f.Err
}

// pause sleeps, or until ctx ends.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
