//go:build !js

package main

import (
	"context"
	bigendian "encoding/binary"
	"encoding/json"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/wire"
)

// Kinds of messages (PROTOCOL.md §1).
const (
	kindHello   = 1
	kindAuth    = 3
	kindOpen    = 5
	kindChunk   = 7
	kindChanged = 11
	kindLive    = 12
	kindCarry   = 14
)

// wireMessage is a message taken apart.
type wireMessage struct {
	kind   byte
	header map[string]any
	body   string
}

func decodeWire(t testing.TB, data []byte) wireMessage {
	t.Helper()
	m := wireMessage{kind: data[0]}
	end := 5 + bigendian.BigEndian.Uint32(data[1:5])
	if err := json.Unmarshal(data[5:end], &m.header); err != nil {
		t.Fatal(err)
	}
	m.body = string(data[end:])
	return m
}

func (m wireMessage) encode() []byte {
	header, err := json.Marshal(m.header)
	if err != nil {
		panic(err)
	}
	out := bigendian.BigEndian.AppendUint32([]byte{m.kind}, uint32(len(header)))
	return append(append(out, header...), m.body...)
}

// tampering is dial with a hand on what the client says.
func tampering(t testing.TB, change func(*wireMessage)) wire.Dialer {
	return func(ctx context.Context, url string) (wire.Conn, error) {
		c, err := dial(ctx, url)
		return tamperedConn{c, t, change}, err
	}
}

type tamperedConn struct {
	wire.Conn
	t      testing.TB
	change func(*wireMessage)
}

func (c tamperedConn) Send(ctx context.Context, data []byte) error {
	m := decodeWire(c.t, data)
	c.change(&m)
	return c.Conn.Send(ctx, m.encode())
}

// in changes the header of one kind of message.
func in(kind byte, change func(header map[string]any)) func(*wireMessage) {
	return func(m *wireMessage) {
		if m.kind == kind {
			change(m.header)
		}
	}
}

// inChunk replaces text in chunks, once each.
func inChunk(from, to string) func(*wireMessage) {
	return func(m *wireMessage) {
		if m.kind == kindChunk {
			m.body = strings.Replace(m.body, from, to, 1)
		}
	}
}

// said captures the header of one kind of message in an honest sync.
func (m *member) said(relay string, kind byte) (header map[string]any) {
	m.t.Helper()
	_, err := m.Sync(m.t.Context(), relay, tampering(m.t, in(kind, func(h map[string]any) { header = h })), client.Options{})
	m.must(err)
	if header == nil {
		m.t.Fatalf("no message of kind %d was sent", kind)
	}
	return header
}
