package wire

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/delta"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Fuzz targets of the decoders that need no database. Certificates, bundles,
// invites, keys, schemas and strict JSON have theirs beside their tests,
// chunks and the server's messages in fuzzdb_test.go. Inputs worth keeping
// are in testdata/fuzz; go test runs all of them.

// FuzzMessage: frames and their headers.
func FuzzMessage(f *testing.F) {
	fuzzing.Start(f)
	for _, m := range []struct {
		kind   Kind
		header any
		body   string
	}{
		{KindHello, Hello{Versions: []int{1}, Instance: testUser, Nonce: testUser, Chain: json.RawMessage("[]"), Bundle: &trust.SignedRules{Text: "{}", Signature: "x"}}, ""},
		{KindAuth, Auth{Chain: json.RawMessage("[]"), Certificate: &trust.Certificate{}, Host: "relay"}, ""},
		{KindOpen, Open{Transfer: testUser, Push: true, Filter: []string{testDataset}, FSIC: json.RawMessage(`{"super":{},"sub":{}}`), Chunk: 500}, ""},
		{KindOpened, Opened{Transfer: testUser, FSIC: json.RawMessage("{}"), Total: 1 << 53}, ""},
		{KindChunk, Chunk{Transfer: testUser, Count: 1, Total: 1}, "[[]]"},
		{KindDelta, delta.Header{Transfer: testUser, Filter: value.Filter{""}, Claims: []counter.Claim{{Partition: "p", Instance: testUser, Base: 1, Counter: 2}}, Count: 1}, "[[]]"},
		{KindAsk, Ask{Versions: []int{1}, User: "u", Password: "p", Scope: "s", Params: map[string]string{"a": "b"}, PublicKey: "k"}, ""},
		{KindGranted, Granted{Chain: json.RawMessage("[]"), Bundle: &trust.SignedRules{Text: "{}", Signature: "x"}}, ""},
		{KindError, Failure{Code: fault.Limit, Text: "too much"}, ""},
	} {
		f.Add(Encode(m.kind, m.header, m.body))
	}
	f.Add([]byte{})
	f.Add([]byte{1, 0xff, 0xff, 0xff, 0xff})
	f.Add([]byte{14, 0, 0, 0, 2, '{', '}'})
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Decode(data)
		if err != nil {
			if code := fault.CodeOf(err); code != fault.BadRequest && code != fault.Limit {
				t.Fatal(err)
			}
			return
		}
		if len(m.Header)+len(m.Body)+EnvelopeBytes != len(data) {
			t.Fatalf("%d bytes became a header of %d and a body of %d", len(data), len(m.Header), len(m.Body))
		}
		for _, header := range []any{
			&Hello{}, &Challenge{}, &Auth{}, &Ready{}, &Open{}, &Opened{}, &Chunk{}, &Ack{},
			&Done{}, &Result{}, &delta.Header{}, &Changed{}, &Live{}, &Failure{}, &Prove{}, &Proved{},
			&Ask{}, &Granted{},
		} {
			readHeader(t, m, header)
		}
	})
}

// readHeader: what can be read survives being sent.
func readHeader(t *testing.T, m Message, header any) {
	t.Helper()
	if err := m.Read(header); err != nil {
		if fault.CodeOf(err) != fault.BadRequest {
			t.Fatal(err)
		}
		return
	}
	first := Encode(m.Kind, header, m.Body)
	again := reflect.New(reflect.TypeOf(header).Elem()).Interface()
	decoded, err := Decode(first)
	if fault.CodeOf(err) == fault.Limit { // escapes made it longer
		return
	}
	if err == nil {
		err = decoded.Read(again)
	}
	if err != nil || string(Encode(m.Kind, again, decoded.Body)) != string(first) {
		t.Fatalf("%T %q does not survive its own form: %v", header, first, err)
	}
}

const (
	testDataset = "0123456789abcdef0123456789abcdef"
	testUser    = "fedcba9876543210fedcba9876543210"
)
