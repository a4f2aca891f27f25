package host

import (
	"context"
	"log/slog"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Plain is text that came from others, as it may be shown on a terminal or
// stand in a log: what is not graphic is escaped as in Go's source text.
// Escape sequences, line ends and marks that turn the direction of writing are
// among that, so that no text can pass for more than it is.
func Plain(text string) string {
	if !strings.ContainsFunc(text, invisible) && utf8.ValidString(text) {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		if part := text[i : i+size]; invisible(r) || r == utf8.RuneError && size == 1 {
			quoted := strconv.QuoteToGraphic(part)
			b.WriteString(quoted[1 : len(quoted)-1])
		} else {
			b.WriteString(part)
		}
	}
	return b.String()
}

// invisible reports whether a character does something else than to be seen.
func invisible(r rune) bool { return !strconv.IsGraphic(r) }

// PlainLog is a log whose attributes and messages are escaped by [Plain], so
// that no handler has to do that. Nothing in a log line can be told apart from
// what a peer has sent, so all of it is escaped.
func PlainLog(log *slog.Logger) *slog.Logger {
	if _, already := log.Handler().(plainHandler); already {
		return log
	}
	return slog.New(plainHandler{log.Handler()})
}

type plainHandler struct{ next slog.Handler }

// Enabled implements [slog.Handler].
func (h plainHandler) Enabled(ctx context.Context, level slog.Level) bool {
	return h.next.Enabled(ctx, level)
}

// Handle implements [slog.Handler].
func (h plainHandler) Handle(ctx context.Context, r slog.Record) error {
	plain := slog.NewRecord(r.Time, r.Level, Plain(r.Message), r.PC)
	r.Attrs(func(a slog.Attr) bool {
		plain.AddAttrs(plainAttr(a))
		return true
	})
	return h.next.Handle(ctx, plain)
}

// WithAttrs implements [slog.Handler].
func (h plainHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return plainHandler{h.next.WithAttrs(plainAttrs(attrs))}
}

// WithGroup implements [slog.Handler].
func (h plainHandler) WithGroup(name string) slog.Handler {
	return plainHandler{h.next.WithGroup(Plain(name))}
}

func plainAttrs(attrs []slog.Attr) []slog.Attr {
	plain := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		plain[i] = plainAttr(a)
	}
	return plain
}

func plainAttr(a slog.Attr) slog.Attr {
	a.Key, a.Value = Plain(a.Key), a.Value.Resolve()
	switch a.Value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(Plain(a.Value.String()))
	case slog.KindGroup:
		a.Value = slog.GroupValue(plainAttrs(a.Value.Group())...)
	case slog.KindAny: // an error, or a text of a type of its own
		a.Value = slog.StringValue(Plain(a.Value.String()))
	}
	return a
}
