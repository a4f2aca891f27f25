package core_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
)

// The hint stands once: whoever prints the error and the hint, as the CLI and
// the package do, prints nothing twice.
func TestFaultHintStandsOnce(t *testing.T) {
	const hint = "turn it off and on again"
	inner := core.Errorf(core.CodeStorageFailed, "no disk").WithHint(hint)
	for name, err := range map[string]error{
		"plain":   inner,
		"wrapped": fmt.Errorf("open: %w", inner),
		"joined":  errors.Join(inner, errors.New("and more")),
		"cause":   &core.Error{Code: core.CodeInternal, Text: "sync", Err: fmt.Errorf("push: %w", inner)},
	} {
		if got := core.HintOf(err); got != hint {
			t.Errorf("%s: hint %q", name, got)
		}
		if strings.Contains(err.Error(), hint) {
			t.Errorf("%s: the text repeats the hint: %v", name, err)
		}
	}
	for _, err := range []error{nil, errors.New("plain"), core.Errorf(core.CodeBusy, "no advice")} {
		if got := core.HintOf(err); got != "" {
			t.Errorf("%v: hint %q", err, got)
		}
	}
}
