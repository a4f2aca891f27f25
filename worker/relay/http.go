//go:build !js

package relay

import (
	"bytes"
	"context"
	"net/http"

	"github.com/amora-sync/amora/core/morangoclient"
)

// HTTP sends the requests of Morango's protocol for native clients, by the
// program's proxies.
var HTTP = NewHTTP(http.DefaultTransport)

// NewHTTP is [HTTP] by another transport, with other authorities, say.
func NewHTTP(by http.RoundTripper) morangoclient.Transport {
	return httpTransport{&http.Client{
		Transport:     by,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

type httpTransport struct{ client *http.Client }

// Send implements [morangoclient.Transport].
func (t httpTransport) Send(ctx context.Context, r morangoclient.Request) (answer morangoclient.Response, err error) {
	h, err := http.NewRequestWithContext(ctx, r.Method, r.URL, bytes.NewReader(r.Body))
	if err != nil {
		return answer, err
	}
	for name, value := range r.Header {
		h.Header.Set(name, value)
	}
	got, err := t.client.Do(h)
	if err != nil {
		return answer, err
	}
	return morangoclient.Response{
		Status: got.StatusCode, RetryAfter: got.Header.Get("Retry-After"), Location: got.Header.Get("Location"), Body: got.Body,
	}, nil
}
