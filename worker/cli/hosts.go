//go:build !js

package cli

import (
	"fmt"
	"net"
	"os"
	"strings"
)

// isLoopback reports whether a listen address can be reached from this
// machine only.
func isLoopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// hostsOf lists the names under which clients may have dialled the relay that
// listens on addr, in [server.Options]' form: those of --public-host;
// else, where only this machine can connect, none, which stands for any; else
// this machine's own names and addresses.
func hostsOf(f serveFlags, addr net.Addr) []string {
	_, port, _ := net.SplitHostPort(addr.String())
	names := f.publicHosts
	if len(names) == 0 {
		if isLoopback(f.listen) {
			return nil
		}
		names = ownNames(f.listen)
	}
	var hosts []string
	for _, name := range names {
		name = strings.ToLower(name)
		if _, _, err := net.SplitHostPort(name); err != nil {
			name = strings.Trim(name, "[]")
			hosts = append(hosts, net.JoinHostPort(name, port))
			if strings.Contains(name, ":") {
				name = "[" + name + "]"
			}
		}
		hosts = append(hosts, name)
	}
	return hosts
}

// ownNames are this machine's, as far as a listen address lets them in.
func ownNames(listen string) []string {
	host, _, _ := net.SplitHostPort(listen)
	if ip := net.ParseIP(host); host != "" && !ip.IsUnspecified() {
		return []string{host}
	}
	names := append([]string{"localhost", "127.0.0.1", "::1"}, lanAddresses()...)
	if name, err := os.Hostname(); err == nil {
		names = append(names, name, name+".local")
	}
	return names
}

// lanAddresses are this machine's addresses that other devices may reach.
func lanAddresses() []string {
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var found []string
	for _, a := range addrs {
		if n, ok := a.(*net.IPNet); ok && !n.IP.IsLoopback() && !n.IP.IsLinkLocalUnicast() {
			found = append(found, n.IP.String())
		}
	}
	return found
}

// announce prints the one line on stdout that says the relay is ready and, on
// stderr, the fingerprint of its key and, with --lan, where other devices find
// it.
func announce(t *Terminal, f serveFlags, addr net.Addr, fingerprint string) {
	fmt.Fprintf(t.Err, "fingerprint of the relay's key: %s\n", fingerprint)
	scheme := "http"
	if f.secure() {
		scheme = "https"
	}
	host, port, _ := net.SplitHostPort(addr.String())
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	fmt.Fprintf(t.Out, "listening on %s://%s\n", scheme, net.JoinHostPort(host, port))
	if f.lan {
		for _, ip := range lanAddresses() {
			fmt.Fprintf(t.Err, "on this network: %s://%s\n", scheme, net.JoinHostPort(ip, port))
		}
	}
}
