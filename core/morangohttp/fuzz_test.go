package morangohttp

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
)

// FuzzRecords: the records that a Morango peer pushes are cut out as package
// json reads them, whatever parts they come in. What is no JSON gets an answer.
func FuzzRecords(f *testing.F) {
	fuzzing.Start(f)
	for _, text := range []string{
		`[]`, ` [{"model_uuid":"a"}, {}]`, `{"model_uuid":"a"}`, `[1,"]",[{}]]`, `[{}`, `{}{}`, `[{}] x`, "", `[{},]`, `nul`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		records, err := readAll(strings.NewReader(text))
		slowly, slowErr := readAll(iotest.OneByteReader(strings.NewReader(text)))
		if strings.Join(records, " ") != strings.Join(slowly, " ") || (err == nil) != (slowErr == nil) {
			t.Fatalf("%q: %q, %v; byte by byte %q, %v", text, records, err, slowly, slowErr)
		}
		if _, answered := errors.AsType[reply](err); err != nil && !answered {
			t.Fatalf("%q: no answer: %v", text, err)
		}
		if want, ok := recordsOf(text); ok != (err == nil) || ok && strings.Join(records, " ") != strings.Join(want, " ") {
			t.Fatalf("%q: %q, %v, package json reads %q", text, records, err, want)
		}
	})
}

// readAll reads a body's records.
func readAll(body io.Reader) (records []string, err error) {
	r, err := newRecordReader(body)
	for err == nil {
		var one json.RawMessage
		if one, err = r.next(); err == nil {
			records = append(records, string(one))
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return records, err
}

// recordsOf is what package json makes of a body: a list, or one object alone.
func recordsOf(text string) (records []string, ok bool) {
	trimmed := strings.Trim(text, " \t\r\n")
	if strings.HasPrefix(trimmed, "{") {
		return []string{trimmed}, json.Valid([]byte(trimmed))
	}
	var list []json.RawMessage
	if !strings.HasPrefix(trimmed, "[") || json.Unmarshal([]byte(trimmed), &list) != nil {
		return nil, false
	}
	for _, one := range list {
		records = append(records, string(one))
	}
	return records, true
}
