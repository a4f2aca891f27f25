package edge

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"syscall/js"

	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/wasm/jsx"
	"github.com/amora-sync/amora/worker/host"
)

// routes is the Worker's own HTTP side: what concerns no room. Sockets and
// files never come here, see edge.mjs.
func routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, map[string]any{"status": "ok"})
	})
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		io.WriteString(w, "This is an amora relay.\n")
	})
	return mux
}

// handler is the room's HTTP side, which edge.mjs sends what lies under
// /{room}/: figures for the operator, and Morango's HTTP protocol.
func (r *room) handler(key string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{room}/metrics", r.forOperator(r.metrics))
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if _, ok := morangohttp.ParseMount(req.URL.Path); ok {
			r.serveMorango(key, w, req)
			return
		}
		mux.ServeHTTP(w, req)
	})
}

// forOperator lets those through who bring the operator's token, see
// [host.IsOperator].
func (r *room) forOperator(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		if !host.IsOperator(req.Header.Get("Authorization"), r.config.admin) {
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "this is for the operator: Authorization: Bearer, with AMORA_ADMIN", http.StatusUnauthorized)
			return
		}
		next(w, req)
	}
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	json.NewEncoder(w).Encode(v)
}

// serveJS answers {method, url, headers, body} by {status, headers, body}.
// workers.Serve cannot: it is made for one request a program. Nothing here
// waits, so that the handler runs as one event.
func serveJS(h http.Handler, request js.Value) any {
	address, err := url.Parse(request.Get("url").String())
	if err != nil {
		return map[string]any{"status": http.StatusBadRequest}
	}
	req := &http.Request{
		Method: request.Get("method").String(), URL: address, Host: address.Host, RequestURI: address.RequestURI(),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{},
	}
	body := jsx.Bytes(request.Get("body"))
	req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	headers := request.Get("headers")
	for i := range headers.Length() {
		req.Header.Add(headers.Index(i).Index(0).String(), headers.Index(i).Index(1).String())
	}
	req.RemoteAddr = net.JoinHostPort(req.Header.Get("CF-Connecting-IP"), "0")
	w := &response{header: http.Header{}}
	h.ServeHTTP(w, req)
	var list []any
	for name, values := range w.header {
		for _, v := range values {
			list = append(list, []any{name, v})
		}
	}
	return map[string]any{"status": max(w.status, http.StatusOK), "headers": list, "body": jsx.Uint8Array(w.body.Bytes())}
}

// response keeps an answer until it is whole.
type response struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *response) Header() http.Header { return w.header }

func (w *response) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

func (w *response) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(p)
}
