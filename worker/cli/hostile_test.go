//go:build !js

package cli

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
)

// hostile is text by which others would set a terminal's title and colours, go
// on in a column or row of their own, and turn the direction of writing.
const hostile = "a\x1b]0;PWNED\a\x1b[31mred\tb\nc\r\u009b2J\u202e\u2066"

// fill puts hostile text into every text of a value.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(hostile)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[json.RawMessage]() {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.Interface:
		v.Set(reflect.ValueOf(hostile))
	}
}

// checkScreen fails if hostile text is on the screen as it was sent.
func checkScreen(t *testing.T, what, screen string, lines int) {
	t.Helper()
	if i := strings.IndexAny(screen, "\x1b\a\t\r\u009b\u202e\u2066"); i >= 0 {
		t.Errorf("%s writes %q", what, screen[i:min(len(screen), i+20)])
	}
	if n := strings.Count(screen, "\n"); n != lines {
		t.Errorf("%s writes %d lines instead of %d:\n%s", what, n, lines, screen)
	}
	if !strings.Contains(screen, `\x1b]0;PWNED\a`) {
		t.Errorf("%s does not show the text:\n%s", what, screen)
	}
}

func TestNothingOfOthersIsRawOnATerminal(t *testing.T) {
	var found inspection
	fill(reflect.ValueOf(&found).Elem())
	columns := map[string]any{}
	for _, c := range strings.Fields("model records deleted dirty partition instance counter started push stage status total " +
		"conflicts quarantined transfer") {
		columns[c] = hostile
	}
	found.Counters, found.Sessions = []map[string]any{columns}, []map[string]any{columns}
	models, err := json.Marshal([]map[string]any{columns})
	if err != nil {
		t.Fatal(err)
	}
	found.Models = models
	var out bytes.Buffer
	if err := found.write(&out); err != nil {
		t.Fatal(err)
	}
	checkScreen(t, "inspect", out.String(), 7+5*4)

	var issued []core.IssuedCertificate
	fill(reflect.ValueOf(&issued).Elem())
	out.Reset()
	if err := printIssued(&Terminal{Out: &out}, issued, false); err != nil {
		t.Fatal(err)
	}
	checkScreen(t, "revoke --list", out.String(), 1)

	out.Reset()
	fail(&Terminal{Err: &out}, &fault.Error{Code: hostile, Text: hostile, Hint: hostile})
	checkScreen(t, "an error", out.String(), 1)

	out.Reset()
	newReporter(&Terminal{Err: &out}, false).progress(core.Progress{Revoked: hostile})
	checkScreen(t, "progress", out.String(), 1)
}
