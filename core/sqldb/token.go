package sqldb

import "strings"

// Token is a token of SQL text. Spaces and comments are none.
type Token struct {
	Text    string // as it stands there
	At, End int    // its bytes in the text
}

// Is reports whether the token is the keyword, in capitals. A quoted name is
// none.
func (t Token) Is(word string) bool { return strings.EqualFold(t.Text, word) }

// Name is the token as a name, in small letters and without quotes.
func (t Token) Name() string {
	text := t.Text
	if n := len(text); n >= 2 {
		switch q := text[0]; q {
		case '"', '`', '\'':
			text = strings.ReplaceAll(text[1:n-1], string([]byte{q, q}), string(q))
		case '[':
			text = text[1 : n-1]
		}
	}
	return strings.ToLower(text)
}

// Tokenize splits SQL that SQLite has compiled.
func Tokenize(sql string) []Token {
	var tokens []Token
	for at := 0; at < len(sql); {
		end := at + tokenLength(sql[at:])
		if text := sql[at:end]; !blankSQL(text) {
			tokens = append(tokens, Token{text, at, end})
		}
		at = end
	}
	return tokens
}

// blankSQL reports whether what tokenLength found is space or a comment.
func blankSQL(text string) bool {
	return strings.TrimSpace(text) == "" || strings.HasPrefix(text, "--") || strings.HasPrefix(text, "/*")
}

// tokenLength is the length of what sql begins with: a comment, a quoted name
// or string, a word or number, or any other byte.
func tokenLength(sql string) int {
	switch {
	case strings.HasPrefix(sql, "--"):
		return upTo(sql, 2, "\n")
	case strings.HasPrefix(sql, "/*"):
		return upTo(sql, 2, "*/")
	case sql[0] == '[':
		return upTo(sql, 1, "]")
	case strings.IndexByte("'\"`", sql[0]) >= 0:
		return quotedLength(sql)
	}
	n := 0
	for n < len(sql) && inWord(sql[n]) {
		n++
	}
	return max(n, 1)
}

// upTo is the length of sql up to the end of what ends it, looked for from the
// byte given on.
func upTo(sql string, from int, ending string) int {
	if i := strings.Index(sql[from:], ending); i >= 0 {
		return from + i + len(ending)
	}
	return len(sql)
}

// quotedLength is the length of a string or name with its quotes; a doubled
// quote is part of it.
func quotedLength(sql string) int {
	for i := 1; i < len(sql); i++ {
		if sql[i] != sql[0] {
			continue
		}
		if i+1 == len(sql) || sql[i+1] != sql[0] {
			return i + 1
		}
		i++
	}
	return len(sql)
}

func inWord(b byte) bool {
	return b == '_' || b == '$' || b >= 0x80 || '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'z'
}
