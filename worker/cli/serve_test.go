//go:build !js

package cli

import (
	"bytes"
	"context"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/worker/hosttest"
	"github.com/amora-sync/amora/worker/relay"
)

func TestNamesOfTheRelay(t *testing.T) {
	at := func(addr string) net.Addr {
		a, err := net.ResolveTCPAddr("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, c := range []struct {
		flags serveFlags
		addr  string
		want  []string
	}{
		{serveFlags{listen: "127.0.0.1:0"}, "127.0.0.1:4000", nil},
		{serveFlags{listen: "192.0.2.7:4000"}, "192.0.2.7:4000", []string{"192.0.2.7:4000", "192.0.2.7"}},
		{serveFlags{listen: "127.0.0.1:0", publicHosts: list{"Sync.Example.org", "relay:99"}}, "127.0.0.1:4000",
			[]string{"sync.example.org:4000", "sync.example.org", "relay:99"}},
		{serveFlags{listen: ":4000", publicHosts: list{"2001:db8::1"}}, "[::]:4000", []string{"[2001:db8::1]:4000", "[2001:db8::1]"}},
	} {
		if got := hostsOf(c.flags, at(c.addr)); !slices.Equal(got, c.want) {
			t.Errorf("%+v: %q, want %q", c.flags, got, c.want)
		}
	}
	if got := hostsOf(serveFlags{listen: ":4000"}, at("[::]:4000")); !slices.Contains(got, "localhost:4000") || !slices.Contains(got, "127.0.0.1:4000") {
		t.Errorf("on all interfaces: %q", got)
	}
}

func TestLANAddressesArePrinted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	out, said := make(hosttest.Lines, 10), &bytes.Buffer{}
	exited := make(chan int, 1)
	go func() {
		exited <- Run(ctx, &Terminal{Out: out, Err: said},
			[]string{"serve", "--lan", "--listen", "127.0.0.1:0", "--rooms", "any", "--data", t.TempDir()})
	}()
	if line := <-out; !strings.HasPrefix(line, "listening on http://127.0.0.1:") {
		t.Errorf("said %q", line)
	}
	stop()
	if exit := <-exited; exit != ExitOK {
		t.Errorf("exit status %d", exit)
	}
	for _, ip := range lanAddresses() {
		if !strings.Contains(said.String(), "on this network: http://"+net.JoinHostPort(ip, "")) {
			t.Errorf("%s is missing in\n%s", ip, said)
		}
	}
}

// slowListener does not hear that it is closed before the server, too, closes it.
type slowListener struct {
	net.Listener
	accepting func()
	closed    bool
	again     chan struct{}
}

func (l *slowListener) Accept() (net.Conn, error) {
	l.accepting()
	<-l.again
	return nil, net.ErrClosed
}

func (l *slowListener) Close() error {
	if !l.closed {
		l.closed = true
		return l.Listener.Close()
	}
	close(l.again)
	return net.ErrClosed
}

// A relay that is told to end has not failed, whoever closes its listener.
func TestShutdownIsNoFailure(t *testing.T) {
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	log := slog.New(slog.DiscardHandler)
	folder, err := relay.OpenFolder(t.Context(), t.TempDir(), relay.FolderOptions{Log: log})
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	handler := relay.New(relay.Options{Folder: folder, Log: log})
	listener := &slowListener{Listener: inner, accepting: cancel, again: make(chan struct{})}
	if err := runUntil(ctx, &http.Server{}, handler, listener, log); err != nil {
		t.Error(err)
	}
}

// The environment stands for flags that are not given, and flags may name files.
func TestSecretsOfTheRelay(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte("from a file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ admin, rooms, wantAdmin, wantRooms string }{
		{"", "", "from the environment", "token=environment"},
		{"@" + file, "token=@" + file, "from a file", "token=from a file"},
		{"typed", "any", "typed", "any"},
	} {
		t.Setenv(adminVariable, "from the environment")
		t.Setenv(roomsVariable, "token=environment")
		f := serveFlags{admin: c.admin, rooms: c.rooms}
		if err := f.readSecrets(&Terminal{}); err != nil || f.admin != c.wantAdmin || f.rooms != c.wantRooms {
			t.Errorf("%+v: %q, %q, %v", c, f.admin, f.rooms, err)
		}
	}
	f := serveFlags{admin: "@" + file + ".none"}
	if err := f.readSecrets(&Terminal{}); fault.CodeOf(err) != fault.BadRequest {
		t.Error(err)
	}
}
