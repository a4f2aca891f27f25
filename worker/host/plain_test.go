package host

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
)

// hostile holds of each kind of character one that a terminal would act on.
const hostile = "\x1b]0;PWNED\a\x1b[31m\r\n\t\x00\x7f\u0085\u009b2J\u202e\u2066\u2028\ufeff\xff"

// checkHarmless fails if text could do anything on a terminal but be seen.
func checkHarmless(t *testing.T, text string) {
	t.Helper()
	for _, r := range hostile {
		if r != utf8.RuneError && strings.ContainsRune(text, r) && strings.ContainsFunc(string(r), invisible) {
			t.Errorf("%q stands in %q", r, text)
		}
	}
	if !utf8.ValidString(text) {
		t.Errorf("%q is not UTF-8", text)
	}
}

func TestPlain(t *testing.T) {
	checkHarmless(t, Plain(hostile))
	if got := Plain("a\x1b[31mb"); got != `a\x1b[31mb` {
		t.Error(got)
	}
	for _, text := range []string{"", "Zoë's 班 – 7 \u00a0\U0001f389", `a "quoted" \ text`} {
		if got := Plain(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// rawHandler writes attributes as they come, as a handler for a terminal may.
func rawHandler(b *bytes.Buffer) slog.Handler {
	return slog.NewTextHandler(b, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		b.WriteString(a.Key + "=" + a.Value.String() + " ")
		return a
	}})
}

func TestLogsAreHarmless(t *testing.T) {
	var b bytes.Buffer
	type code string
	log := PlainLog(slog.New(rawHandler(&b)))
	log.With("with", hostile).WithGroup("group").Info(hostile,
		"text", hostile, "error", errors.New(hostile), "code", code(hostile), "bytes", 7,
		slog.Group("inner", "text", hostile), hostile, "key")
	checkHarmless(t, strings.TrimSpace(strings.ReplaceAll(b.String(), "\n", "")))
	if !strings.Contains(b.String(), "bytes=7") {
		t.Error(b.String())
	}
	if log != PlainLog(log) {
		t.Error("escaped twice")
	}
}

func FuzzPlain(f *testing.F) {
	fuzzing.Start(f)
	f.Add(hostile)
	f.Add("Zoë's 班 \U0001f389")
	f.Fuzz(func(t *testing.T, text string) {
		plain := Plain(text)
		if strings.ContainsFunc(plain, invisible) || !utf8.ValidString(plain) {
			t.Fatalf("%q became %q", text, plain)
		}
		if Plain(plain) != plain {
			t.Fatalf("%q is escaped twice", text)
		}
	})
}
