package value

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
)

func TestDecodeStrict(t *testing.T) {
	for _, text := range []string{
		``, ` `, `{`, `{"a":1}x`, `{"a":1} {}`, `{"a":1,"a":1}`, `{"a":1,"\u0061":2}`, `{"x":{"a":1,"b":2,"a":3}}`, `[{"a":1,"a":1}]`,
		"\"\xff\"", `"\ud800"`, `"\udc00\ud800"`, `{"\ud800":1}`, `[1,]`, `{,}`, `NaN`, "{\"a\":\"\x01\"}",
		strings.Repeat("[", maxJSONDepth+1) + strings.Repeat("]", maxJSONDepth+1),
	} {
		if v, err := DecodeStrict([]byte(text)); fault.CodeOf(err) != fault.BadRequest {
			t.Errorf("%s: %v, %v", text, v, err)
		}
	}
	v, err := DecodeStrict([]byte(` {"a": [1, 1.50, "é\ud83d\ude00", null, true, {}], "A": ""} `))
	want := map[string]any{"A": "", "a": []any{json.Number("1"), json.Number("1.50"), "é😀", nil, true, map[string]any{}}}
	if err != nil || !reflect.DeepEqual(v, want) {
		t.Errorf("%v, %v", v, err)
	}
}

// DecodeBounded takes what DecodeStrict takes, if little of it stands outside of
// strings, and makes little of the rest.
func TestDecodeBounded(t *testing.T) {
	for text, want := range map[string]bool{
		`{"a": "` + strings.Repeat("[1,", 1000) + `", "b": true}`:                true,
		`{"a": 1` + strings.Repeat(" ", 1000) + `}`:                              false,
		`{"a": [` + strings.Repeat("1,", 1000) + `1]}`:                           false,
		`{"a": [` + strings.Repeat("[],", 1000) + `1]}`:                          false,
		`{` + strings.Repeat(`"":1,`, 1000) + `"a":1}`:                           false,
		strings.Repeat("{\n", 1000):                                              false,
		`{"a": ` + strings.Repeat(`{"a":`, 200) + `1` + strings.Repeat("}", 201): false,
	} {
		v, err := DecodeBounded([]byte(text), 100)
		if (err == nil) != want || err != nil && fault.CodeOf(err) != fault.BadRequest {
			t.Errorf("%.40s…: %v, %v", text, v, err)
		}
	}
}

// What DecodeStrict takes means the same to encoding/json.
func FuzzDecodeStrict(f *testing.F) {
	fuzzing.Start(f)
	for _, text := range []string{`{"a":[1,"x",null,true]}`, `{"a":1,"a":2}`, `"\ud83d\ude00"`, `[[[]]]`, `-0.0e+5`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := DecodeStrict(text)
		if err != nil {
			return
		}
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		var want any
		if err := d.Decode(&want); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: %v, encoding/json says %v, %v", text, got, want, err)
		}
	})
}

func TestFields(t *testing.T) {
	f := ReadFields(`{"t":"x","n":5,"l":["a"],"m":{"k":"v"},"z":null}`)
	if f.Text("t") != "x" || f.Integer("n") != 5 || f.Texts("l", 1)[0] != "a" || f.TextMap("m", 1)["k"] != "v" || !f.Null("z") || !f.Null("absent") {
		t.Error("read otherwise than written")
	}
	if err := f.Done(); err != nil {
		t.Error(err)
	}
	for text, read := range map[string]func(*Fields){
		`[]`:                     func(*Fields) {},
		`{"extra":1}`:            func(*Fields) {},
		`{"t":1}`:                func(f *Fields) { f.Text("t") },
		`{"T":"case counts"}`:    func(f *Fields) { f.Text("t"); delete(f.Object, "T") },
		`{"n":1.5}`:              func(f *Fields) { f.Integer("n") },
		`{"n":-1}`:               func(f *Fields) { f.Integer("n") },
		`{"n":9007199254740993}`: func(f *Fields) { f.Integer("n") },
		`{"l":[1]}`:              func(f *Fields) { f.Texts("l", 1) },
		`{"l":["a","b"]}`:        func(f *Fields) { f.Texts("l", 1) },
		`{"m":{"k":1}}`:          func(f *Fields) { f.TextMap("m", 1) },
		`{"m":{"k":"","l":""}}`:  func(f *Fields) { f.TextMap("m", 1) },
	} {
		f := ReadFields(text)
		read(f)
		if f.Done() == nil {
			t.Errorf("%s was taken", text)
		}
	}
}
