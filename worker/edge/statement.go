package edge

import (
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/fault"
)

// statement is what a Durable Object's storage has to be told about a SQL
// text: it runs several statements at once, has no read-only mode, and binds
// every number as a REAL.
type statement struct {
	text   string  // without the semicolon at the end and what follows it
	verb   string  // SELECT, INSERT, …: what it does
	params []param // in the order of the text
}

// param is a parameter's place in the text.
type param struct {
	start, end int // of ?1
	number     int // 1
}

// readVerbs and writeVerbs are the statements that may be run. Those that
// begin or end transactions, attach files or change settings are none of them.
var (
	readVerbs  = map[string]bool{"SELECT": true, "VALUES": true}
	writeVerbs = map[string]bool{"INSERT": true, "REPLACE": true, "UPDATE": true, "DELETE": true}
	ddlVerbs   = map[string]bool{"CREATE": true, "DROP": true, "ALTER": true}
)

// parseStatement looks through one SQL statement. It does not check it: SQLite
// does. Error: bad_request.
func parseStatement(sql string) (statement, error) {
	s := statement{}
	l := lexer{sql: sql}
	var trigger bool
	var last, before string // words and semicolons
	for l.next() {
		word := strings.ToUpper(l.token())
		switch {
		case word == ";" && !(trigger && !(last == "END" && before == ";")):
			s.text = sql[:l.start]
			if l.next() {
				return s, fault.Errorf(fault.BadRequest, "more than one statement: %.100q", sql)
			}
			return s, s.check(sql)
		case strings.ContainsRune("?:@$", rune(word[0])):
			if err := s.param(l.start, l.end, word[1:]); err != nil {
				return s, err
			}
		case l.depth == 0 && s.isVerb(word):
			s.verb = word
		case s.verb == "CREATE" && word == "TRIGGER":
			trigger = true
		}
		before, last = last, word
	}
	s.text = sql
	return s, s.check(sql)
}

// isVerb reports whether a word outside parentheses says what the statement
// does. It is the first, or after WITH the first that can be none of its names.
func (s *statement) isVerb(word string) bool {
	switch s.verb {
	case "":
		return true
	case "WITH":
		return readVerbs[word] || writeVerbs[word]
	}
	return false
}

func (s *statement) param(start, end int, digits string) error {
	number, err := strconv.Atoi(digits)
	if err != nil {
		return fault.Errorf(fault.BadRequest, "parameters are numbered: ?1, ?2")
	}
	s.params = append(s.params, param{start, end, number})
	return nil
}

func (s *statement) check(sql string) error {
	if !readVerbs[s.verb] && !writeVerbs[s.verb] && !ddlVerbs[s.verb] {
		return fault.Errorf(fault.BadRequest, "no statement for a room: %.100q", sql)
	}
	return nil
}

// withIntegers is the text with the parameters that integer names taken as
// integers.
func (s *statement) withIntegers(integer func(number int) bool) string {
	var b strings.Builder
	end := 0
	for _, p := range s.params {
		if !integer(p.number) {
			continue
		}
		b.WriteString(s.text[end:p.start])
		b.WriteString("CAST(")
		b.WriteString(s.text[p.start:p.end])
		b.WriteString(" AS INTEGER)")
		end = p.end
	}
	b.WriteString(s.text[end:])
	return b.String()
}

// lexer splits SQL into words, parameters, semicolons and other characters;
// blanks, comments, strings and quoted names it passes over.
type lexer struct {
	sql        string
	start, end int // of the token
	depth      int // of parentheses, before the token
	open       int // parentheses that the token opened (1) or closed (-1)
}

func (l *lexer) token() string { return l.sql[l.start:l.end] }

// next moves on to the next token.
func (l *lexer) next() bool {
	l.depth, l.open = l.depth+l.open, 0
	for l.end < len(l.sql) {
		l.start = l.end
		c := l.sql[l.start]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
			l.end++
		case strings.HasPrefix(l.sql[l.start:], "--"):
			l.skip("\n")
		case strings.HasPrefix(l.sql[l.start:], "/*"):
			l.end += 2
			l.skip("*/")
		case c == '\'' || c == '"' || c == '`':
			l.end++
			l.skip(string(c))
		case c == '[':
			l.skip("]")
		default:
			l.word(c)
			return true
		}
	}
	return false
}

// skip goes on behind the next such text, or to the end.
func (l *lexer) skip(text string) {
	if i := strings.Index(l.sql[l.end:], text); i >= 0 {
		l.end += i + len(text)
	} else {
		l.end = len(l.sql)
	}
}

// word takes a word, a parameter, or a single character.
func (l *lexer) word(c byte) {
	switch c {
	case '(':
		l.open = 1
	case ')':
		l.open = -1
	}
	l.end++
	if c != '?' && !wordByte(c) {
		return
	}
	for l.end < len(l.sql) && wordByte(l.sql[l.end]) {
		l.end++
	}
}

func wordByte(c byte) bool {
	return c == '_' || c == '$' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
