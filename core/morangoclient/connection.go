package morangoclient

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/kolibri"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Options say how a connection works. The zero value is as good as any.
type Options struct {
	// Capabilities are the optional parts of the protocol to use where the server
	// has them, too; nil means all.
	Capabilities []string
	// Info is told to the server of this instance beside Morango's own fields, as
	// MORANGO_INSTANCE_INFO is. For Kolibri's profile the version of Kolibri is
	// added, without which a Kolibri rewrites what it is sent.
	Info map[string]string
	// Wait waits before a request is repeated; nil sleeps. It returns ctx's error
	// once that is done.
	Wait func(ctx context.Context, d time.Duration) error
}

// Info is what a server says of itself.
type Info struct {
	Instance     string   // id
	Version      string   // of Morango
	Capabilities []string // optional parts of the protocol
}

// Connection is a profile's connection to one server (Morango's
// NetworkSyncConnection). It is for one goroutine.
type Connection struct {
	hub       *client.Hub
	engine    *pipeline.Engine
	transport Transport
	opts      Options
	base      *url.URL
	address   string // host:port, by which the server's key is remembered
	info      Info

	sent, received atomic.Int64 // bytes of bodies
}

// Connect asks a server who it is. address is the server's URL, http:// or
// https://, below which its endpoints lie at api/morango/v1/. Errors:
// bad_request for another URL or for what is no server of Morango's,
// instance_collision for this database's own address, unavailable.
func Connect(ctx context.Context, hub *client.Hub, transport Transport, address string, opts Options) (*Connection, error) {
	c := &Connection{hub: hub, engine: hub.Engine(), transport: transport, opts: opts}
	c.complete()
	var err error
	if c.base, err = url.Parse(address); err != nil || c.base.Scheme != "http" && c.base.Scheme != "https" {
		return nil, fault.Errorf(fault.BadRequest, "%.200q is not the URL of Morango's server", address).
			WithHint("http://HOST[:PORT] or https://HOST[:PORT]")
	}
	if c.address, err = wire.RelayAddress(address); err != nil {
		return nil, err
	}
	return c, c.meet(ctx)
}

// complete fills in what the options leave out.
func (c *Connection) complete() {
	if c.opts.Capabilities == nil {
		c.opts.Capabilities = []string{
			morango.CanPushCertificates, morango.CanFSICv2, morango.CanGzip, morango.CanWait,
		}
	}
	if c.opts.Wait == nil {
		c.opts.Wait = pause
	}
	if profile := kolibri.Schema().Profile; c.engine.Profile() == profile && c.opts.Info["kolibri"] == "" {
		c.opts.Info = maps.Clone(c.opts.Info)
		if c.opts.Info == nil {
			c.opts.Info = map[string]string{}
		}
		c.opts.Info["kolibri"] = kolibri.Version
	}
}

// maxCapabilities bounds what a server may say that it can.
const maxCapabilities = 100

// meet reads what the server says of itself.
func (c *Connection) meet(ctx context.Context) error {
	body, err := c.ask(ctx, request{method: methodGet, path: "morangoinfo/1/", most: maxSmall, first: true})
	if err != nil {
		return notMorango(err)
	}
	f, err := object(body)
	if err != nil {
		return notMorango(err)
	}
	c.info = Info{Instance: f.Text("instance_id"), Version: f.Text("version"), Capabilities: f.Texts("capabilities", maxCapabilities)}
	if f.Err != nil || !value.IsID(c.info.Instance) {
		return notMorango(f.Err)
	}
	return nil
}

// notMorango is the failure of the first request, which another server than
// Morango's may have answered.
func notMorango(err error) error {
	if code := fault.CodeOf(err); code == fault.Unavailable || code == fault.Limit {
		return err
	}
	return (&fault.Error{Code: fault.BadRequest, Text: "no server of Morango's answers at this address", Err: err}).
		WithHint("check the address; an amora relay is also named by ws:// or wss://")
}

// Info is what the server says of itself.
func (c *Connection) Info() Info { return c.info }

// can reports whether both sides have an optional part of the protocol.
func (c *Connection) can(capability string) bool {
	return slices.Contains(c.opts.Capabilities, capability) && slices.Contains(c.info.Capabilities, capability)
}

// fsicVersion is the version of FSICs that both sides know.
func (c *Connection) fsicVersion() int {
	if c.can(morango.CanFSICv2) {
		return 2
	}
	return 1
}

// userPart writes the user part of Basic authentication. Error: bad_value for
// text that would be read as something else there.
func userPart(username, facility string) (string, error) {
	if strings.ContainsAny(username+facility, "&=:") {
		return "", fault.Errorf(fault.BadValue, "Morango's protocol cannot carry a user's name with &, = or a colon")
	}
	if facility == "" {
		return username, nil
	}
	return "username=" + username + "&facility=" + facility, nil
}
