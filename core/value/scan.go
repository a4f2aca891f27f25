package value

import (
	"encoding/json"
	"unicode/utf8"

	"github.com/amora-sync/amora/core/fault"
)

// ScanObject takes a JSON object of a stranger apart, without decoding any of
// it: the text of each member, by its key, of a key that stands twice the last.
// It takes one look at each byte, however the object is written, and gives up
// once more than loose bytes stand outside of strings: brackets, commas,
// numbers and blanks, of which padding is made and which cost most to decode.
//
// ScanObject accepts some text that is no JSON. Whoever decodes a member finds
// out. Error: bad_request.
func ScanObject(text []byte, loose int) (map[string][]byte, error) {
	s := scanner{text: text, loose: loose}
	if s.blanks(); !s.take('{') {
		return nil, errScan
	}
	members := map[string][]byte{}
	for more := !s.ends('}'); more; more = s.take(',') {
		s.blanks()
		key, ok := s.str()
		if s.blanks(); !ok || !s.take(':') {
			return nil, errScan
		}
		s.blanks()
		begin := s.at
		if !s.value() {
			return nil, errScan
		}
		members[key] = text[begin:s.at]
		s.blanks()
	}
	if !s.take('}') {
		return nil, errScan
	}
	if s.blanks(); s.at < len(text) || s.loose < 0 {
		return nil, errScan
	}
	return members, nil
}

// ScanArray takes a JSON array apart, as ScanObject does an object: the text of
// each entry, of at most limit. Errors: limit, bad_request.
func ScanArray(text []byte, limit int) (entries [][]byte, err error) {
	s := scanner{text: text, loose: len(text)}
	if s.blanks(); !s.take('[') {
		return nil, errScan
	}
	for more := !s.ends(']'); more; more = s.take(',') {
		if len(entries) == limit {
			return nil, fault.Errorf(fault.Limit, "a list of more than %d entries", limit)
		}
		s.blanks()
		begin := s.at
		if !s.value() {
			return nil, errScan
		}
		entries = append(entries, text[begin:s.at])
		s.blanks()
	}
	if !s.take(']') {
		return nil, errScan
	}
	if s.blanks(); s.at < len(text) {
		return nil, errScan
	}
	return entries, nil
}

var errScan = fault.Errorf(fault.BadRequest, "not the JSON object that is expected")

// scanner walks over JSON text.
type scanner struct {
	text  []byte
	at    int
	loose int // bytes outside of strings that may yet come
}

// take goes past a character, if it comes next.
func (s *scanner) take(c byte) bool {
	if s.at >= len(s.text) || s.text[s.at] != c || s.loose <= 0 {
		return false
	}
	s.at++
	s.loose--
	return true
}

// ends reports whether a character comes next, and stays before it.
func (s *scanner) ends(c byte) bool {
	s.blanks()
	return s.at < len(s.text) && s.text[s.at] == c
}

func (s *scanner) blanks() {
	for s.at < len(s.text) && s.loose >= 0 {
		switch s.text[s.at] {
		case ' ', '\n', '\t', '\r':
			s.at++
			s.loose--
		default:
			return
		}
	}
}

// quoted goes past a string.
func (s *scanner) quoted() bool {
	if s.at >= len(s.text) || s.text[s.at] != '"' {
		return false
	}
	for i := s.at + 1; i < len(s.text); i++ {
		switch s.text[i] {
		case '\\':
			i++
		case '"':
			s.at = i + 1
			return true
		}
	}
	return false
}

// str goes past a string and returns it.
func (s *scanner) str() (string, bool) {
	begin := s.at
	if !s.quoted() {
		return "", false
	}
	return unquote(s.text[begin:s.at])
}

// value goes past a value.
func (s *scanner) value() bool {
	depth := 0
	for begin := s.at; s.at < len(s.text); {
		switch c := s.text[s.at]; c {
		case '"':
			if !s.quoted() {
				return false
			}
			if depth == 0 {
				return true
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 {
				return s.at > begin
			}
		case ',':
			if depth == 0 {
				return s.at > begin
			}
		}
		s.at++
		if s.loose--; s.loose < 0 {
			return false
		}
		if last := s.text[s.at-1]; depth == 0 && (last == '}' || last == ']') {
			return true
		}
	}
	return false
}

// ScanText decodes a JSON string, as [ScanObject] returns it. What is no
// Unicode is refused. Error: bad_request.
func ScanText(text []byte) (string, error) {
	if out, ok := unquote(text); ok {
		return out, nil
	}
	return "", errScan
}

// unquote decodes a string in one pass, several times faster than package json,
// which has to validate first.
func unquote(text []byte) (string, bool) {
	if len(text) < 2 || text[0] != '"' || text[len(text)-1] != '"' {
		return "", false
	}
	text = text[1 : len(text)-1]
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		begin := i
		for i < len(text) && text[i] != '\\' && text[i] >= ' ' && text[i] != '"' {
			i++
		}
		out = append(out, text[begin:i]...)
		if i == len(text) {
			break
		}
		n := 0
		if out, n = unescape(out, text[i:]); n == 0 {
			return "", false
		}
		i += n
	}
	if !utf8.Valid(out) {
		return "", false
	}
	return string(out), true
}

// unescape decodes one escape sequence and returns its length, 0 if it is none.
func unescape(out, text []byte) ([]byte, int) {
	if len(text) < 2 || text[0] != '\\' {
		return out, 0
	}
	switch c := text[1]; c {
	case '"', '\\', '/':
		return append(out, c), 2
	case 'b':
		return append(out, '\b'), 2
	case 'f':
		return append(out, '\f'), 2
	case 'n':
		return append(out, '\n'), 2
	case 'r':
		return append(out, '\r'), 2
	case 't':
		return append(out, '\t'), 2
	case 'u':
		return unescapeRune(out, text)
	}
	return out, 0
}

// unescapeRune decodes \u and four hex digits, two of them for a character
// beyond the first 65,536. Half of a pair is none.
func unescapeRune(out, text []byte) ([]byte, int) {
	r, ok := hex4(text)
	if !ok {
		return out, 0
	}
	if r < 0xd800 || r > 0xdfff {
		return utf8.AppendRune(out, r), 6
	}
	low, ok := rune(0), false
	if len(text) >= 12 && text[6] == '\\' {
		low, ok = hex4(text[6:])
	}
	if !ok || r > 0xdbff || low < 0xdc00 || low > 0xdfff {
		return out, 0
	}
	return utf8.AppendRune(out, (r-0xd800)<<10|(low-0xdc00)+0x10000), 12
}

func hex4(text []byte) (r rune, ok bool) {
	if len(text) < 6 || text[1] != 'u' {
		return 0, false
	}
	for _, c := range text[2:6] {
		switch {
		case '0' <= c && c <= '9':
			r = r<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return r, true
}

// ScanList decodes a JSON list of at most limit entries, whose text is at most
// bytes long. Error: limit, bad_request.
func ScanList[T any](text []byte, limit, bytes int) ([]T, error) {
	if len(text) > bytes {
		return nil, fault.Errorf(fault.Limit, "a list of %d bytes, at most %d are taken", len(text), bytes)
	}
	var list []T
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, errScan
	}
	if len(list) > limit {
		return nil, fault.Errorf(fault.Limit, "a list of %d entries, at most %d are taken", len(list), limit)
	}
	return list, nil
}
