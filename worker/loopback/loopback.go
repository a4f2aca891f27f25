// Package loopback keeps web pages away from a relay that only their machine can
// connect to.
package loopback

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Only guards a relay that only this machine can connect to, against
// the web pages that its user looks at: a browser takes requests of any page to
// the machine's own ports.
//   - The request's host has to be the machine's name for itself, or one that the
//     operator has named. A page whose own name was pointed here (DNS rebinding)
//     brings another.
//   - Where anyOrigin is false, the page that asks has to be the machine's own too.
func Only(next http.Handler, named []string, anyOrigin bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !Own(r.Host, named) {
			http.Error(w, "this relay has another name: --public-host tells it", http.StatusMisdirectedRequest)
			return
		}
		origin := r.Header.Get("Origin")
		if from, err := url.Parse(origin); origin != "" && !anyOrigin && (err != nil || !Own(from.Host, named)) {
			http.Error(w, "pages of other origins may not use this relay: --origins allows them", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Own reports whether a host, with or without a port, is this machine as it
// names itself, or one of the names given.
func Own(host string, named []string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	ip := net.ParseIP(name)
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || ip != nil && ip.IsLoopback() ||
		slices.ContainsFunc(named, func(n string) bool { return strings.EqualFold(n, host) || strings.EqualFold(n, name) })
}
