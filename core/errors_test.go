package core_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/fault"
)

// An error's text has the hint once, however the error is wrapped; its fields
// have text and hint apart, which is how the bridge hands them to the package.
func TestFaultHintStandsOnce(t *testing.T) {
	const hint = "turn it off and on again"
	inner := fault.Errorf(fault.StorageFailed, "no disk").WithHint(hint)
	for name, err := range map[string]error{
		"plain":   inner,
		"wrapped": fmt.Errorf("open: %w", inner),
		"joined":  errors.Join(inner, errors.New("and more")),
		"cause":   &fault.Error{Code: fault.Internal, Text: "sync", Err: fmt.Errorf("push: %w", inner)},
	} {
		if n := strings.Count(err.Error(), hint); n != 1 {
			t.Errorf("%s: the hint stands %d times in %v", name, n, err)
		}
	}
	if strings.Contains(inner.Text, hint) || inner.Hint != hint {
		t.Errorf("%+v", inner)
	}
}
