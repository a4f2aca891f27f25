package value

import (
	"iter"
	"slices"
	"strings"
)

// ExpandTemplate fills a template in as Python's string.Template does in
// safe_substitute: $name, ${name}, $$ for a dollar sign; what is unknown or
// malformed stays as it is.
func ExpandTemplate(template string, params map[string]string) string {
	return strings.Join(slices.Collect(FilledParts(template, params)), "")
}

// FilledParts are the parts of a template, filled in.
func FilledParts(template string, params map[string]string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for literal, name := range templateParts(template) {
			if text, known := params[name]; name != "" && known {
				literal = text
			} else if literal == "$$" {
				literal = "$"
			}
			if !yield(literal) {
				return
			}
		}
	}
}

// TemplateNames lists the parameters a template mentions, in order.
func TemplateNames(template string) []string {
	var names []string
	for _, name := range templateParts(template) {
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

// templateParts cuts a template up: parts without a name are text, "$$" or a
// "$" that leads nowhere; joined they are the template.
func templateParts(template string) func(yield func(text, name string) bool) {
	return func(yield func(text, name string) bool) {
		for template != "" {
			n, name := templatePart(template)
			if !yield(template[:n], name) {
				return
			}
			template = template[n:]
		}
	}
}

// templatePart measures the part a template begins with.
func templatePart(t string) (length int, name string) {
	if t[0] != '$' {
		if i := strings.IndexByte(t, '$'); i > 0 {
			return i, ""
		}
		return len(t), ""
	}
	rest := t[1:]
	if strings.HasPrefix(rest, "$") {
		return 2, ""
	}
	if braced, ok := strings.CutPrefix(rest, "{"); ok {
		if name = paramName(braced); name != "" && strings.HasPrefix(braced[len(name):], "}") {
			return len(name) + 3, name
		}
		return 1, ""
	}
	name = paramName(rest)
	return len(name) + 1, name
}

// paramName is the ASCII name that s begins with, "" if there is none.
func paramName(s string) string {
	for i := range len(s) {
		c := s[i]
		letter := c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return s[:i]
		}
	}
	return s
}
