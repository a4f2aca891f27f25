package value

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/amora-sync/amora/core/fault"
)

// maxJSONDepth bounds how deep [DecodeStrict] follows nested values.
const maxJSONDepth = 16

// DecodeStrict reads one JSON value whose meaning must be the same to every
// reader: valid UTF-8 without replaced or lone surrogate characters, no key
// twice in an object, nothing after the value. Objects become map[string]any,
// arrays []any, numbers json.Number. Callers bound the length. Error:
// bad_request.
func DecodeStrict(text []byte) (any, error) { return DecodeBounded(text, len(text)) }

// DecodeBounded is [DecodeStrict] of a stranger's text. It gives up once more
// than loose brackets, commas, colons and blanks stand outside of strings, as
// [ScanObject] does: what is made of them takes many times their length.
func DecodeBounded(text []byte, loose int) (any, error) {
	s := scanner{text: text, loose: loose}
	v, err := s.decode(maxJSONDepth)
	if s.blanks(); err == nil && s.at < len(text) {
		err = errNotJSON
	}
	return v, err
}

var errNotJSON = fault.Errorf(fault.BadRequest, "not valid JSON")

// decode reads the next value, in one look at each byte: strangers send what it
// reads.
func (s *scanner) decode(depth int) (any, error) {
	if depth == 0 {
		return nil, fault.Errorf(fault.BadRequest, "JSON nested too deep")
	}
	if s.blanks(); s.at == len(s.text) {
		return nil, errNotJSON
	}
	switch s.text[s.at] {
	case '"':
		return s.decodeText()
	case '[':
		return s.decodeArray(depth)
	case '{':
		return s.decodeObject(depth)
	}
	return s.decodeScalar()
}

// decodeText reads a string. The replacement character is refused, because
// readers that replace what is no Unicode put it in that place.
func (s *scanner) decodeText() (string, error) {
	text, ok := s.str()
	if !ok {
		return "", errNotJSON
	}
	if strings.ContainsRune(text, utf8.RuneError) {
		return "", fault.Errorf(fault.BadRequest, "text with characters that are not Unicode")
	}
	return text, nil
}

func (s *scanner) decodeArray(depth int) (any, error) {
	s.take('[')
	list := []any{}
	for more := !s.ends(']'); more; more = s.take(',') {
		v, err := s.decode(depth - 1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
		s.blanks()
	}
	if !s.take(']') {
		return nil, errNotJSON
	}
	return list, nil
}

func (s *scanner) decodeObject(depth int) (any, error) {
	s.take('{')
	object := map[string]any{}
	for more := !s.ends('}'); more; more = s.take(',') {
		s.blanks()
		key, err := s.decodeText()
		if err != nil {
			return nil, err
		}
		if s.blanks(); !s.take(':') {
			return nil, errNotJSON
		}
		if _, twice := object[key]; twice {
			return nil, fault.Errorf(fault.BadRequest, "the key %q stands twice in an object", key)
		}
		if object[key], err = s.decode(depth - 1); err != nil {
			return nil, err
		}
		s.blanks()
	}
	if !s.take('}') {
		return nil, errNotJSON
	}
	return object, nil
}

// decodeScalar reads a number, true, false or null.
func (s *scanner) decodeScalar() (any, error) {
	end := s.at + bytes.IndexAny(s.text[s.at:], ",]} \n\t\r")
	if end < s.at {
		end = len(s.text)
	}
	word := s.text[s.at:end]
	s.at = end
	switch string(word) {
	case "null":
		return nil, nil
	case "true", "false":
		return len(word) == len("true"), nil
	}
	if len(word) == 0 || word[0] != '-' && (word[0] < '0' || word[0] > '9') || !json.Valid(word) {
		return nil, errNotJSON
	}
	return json.Number(word), nil
}

// Fields takes a decoded object apart, key by key, each value of its proper
// type. The first thing that is missing or of another type is kept as the
// error, so that a caller reads everything and then asks [Fields.Done] once.
type Fields struct {
	Object map[string]any // the keys that nobody took yet
	Err    error          // the first thing that was wrong
}

// ReadFields decodes text that must be one object. Error: bad_request, in Err.
func ReadFields(text string) *Fields {
	v, err := DecodeStrict([]byte(text))
	return NewFields(v, err)
}

// NewFields takes a value of [DecodeStrict] that must be an object, or its
// error. Error: bad_request, in Err.
func NewFields(v any, err error) *Fields {
	object, ok := v.(map[string]any)
	if err == nil && !ok {
		err = fault.Errorf(fault.BadRequest, "not a JSON object")
	}
	return &Fields{Object: object, Err: err}
}

// take removes a key and returns its value as a T.
func take[T any](f *Fields, key string) T {
	v, ok := f.Object[key].(T)
	if !ok && f.Err == nil {
		f.Err = fault.Errorf(fault.BadRequest, "%q is missing or of another type", key)
	}
	delete(f.Object, key)
	return v
}

// Null takes a key that holds null or is not there, and reports whether it
// does.
func (f *Fields) Null(key string) bool {
	if f.Object[key] != nil {
		return false
	}
	delete(f.Object, key)
	return true
}

// Text takes a string.
func (f *Fields) Text(key string) string { return take[string](f, key) }

// Integer takes a whole number from 0 to [MaxCounter].
func (f *Fields) Integer(key string) int64 {
	n, err := take[json.Number](f, key).Int64()
	if (err != nil || n < 0 || n > MaxCounter) && f.Err == nil {
		f.Err = fault.Errorf(fault.BadRequest, "%q is not a whole number in range", key)
	}
	return n
}

// List takes an array of at most limit values.
func (f *Fields) List(key string, limit int) []any {
	list := take[[]any](f, key)
	if len(list) > limit && f.Err == nil {
		f.Err = fault.Errorf(fault.Limit, "%q has %d entries, at most %d are taken", key, len(list), limit)
	}
	return list
}

// Texts takes an array of at most limit strings.
func (f *Fields) Texts(key string, limit int) []string {
	list := f.List(key, limit)
	out := make([]string, len(list))
	for i, v := range list {
		s, ok := v.(string)
		if !ok && f.Err == nil {
			f.Err = fault.Errorf(fault.BadRequest, "%q holds something that is not text", key)
		}
		out[i] = s
	}
	return out
}

// TextMap takes an object of at most limit strings.
func (f *Fields) TextMap(key string, limit int) map[string]string {
	object := take[map[string]any](f, key)
	if len(object) > limit && f.Err == nil {
		f.Err = fault.Errorf(fault.Limit, "%q has %d entries, at most %d are taken", key, len(object), limit)
	}
	out := make(map[string]string, len(object))
	for name, v := range object {
		s, ok := v.(string)
		if !ok && f.Err == nil {
			f.Err = fault.Errorf(fault.BadRequest, "%q holds something that is not text", key)
		}
		out[name] = s
	}
	return out
}

// Integers takes an object of at most limit whole numbers from 0 to
// [MaxCounter].
func (f *Fields) Integers(key string, limit int) map[string]int64 {
	inner := NewFields(take[map[string]any](f, key), f.Err)
	out := make(map[string]int64, len(inner.Object))
	if len(inner.Object) > limit && f.Err == nil {
		f.Err = fault.Errorf(fault.Limit, "%q has %d entries, at most %d are taken", key, len(inner.Object), limit)
	}
	for _, name := range slices.Sorted(maps.Keys(inner.Object)) {
		out[name] = inner.Integer(name)
	}
	f.Err = cmp.Or(f.Err, inner.Err)
	return out
}

// Done returns the first error. A key that nobody took is one, too.
func (f *Fields) Done() error {
	if f.Err == nil && len(f.Object) > 0 {
		f.Err = fault.Errorf(fault.BadRequest, "unknown keys: %s", strings.Join(slices.Sorted(maps.Keys(f.Object)), ", ")).
			WithHint("it may come from a newer build")
	}
	return f.Err
}
