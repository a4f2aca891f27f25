package value_test

import (
	"testing"

	"github.com/amora-sync/amora/core/value"
)

func TestSameJSON(t *testing.T) {
	for _, test := range []struct {
		a, b string
		same bool
	}{
		{`1.0`, `1`, true},
		{`1e-08`, `1e-8`, true},
		{`-0.00`, `0`, true},
		{`-0`, `0`, true},
		{`1e18`, `1000000000000000000`, true},
		{`1E+300`, `1e300`, true},
		{`0.1`, `0.10000000000000001`, true},
		{`"\u00e9\/"`, `"é/"`, true},
		{`{"2":1,"1":[true,null]}`, `{"1":[true,null],"2":1.0}`, true},
		{`{"a":1,"a":2}`, `{"a":2}`, true},
		{`9007199254740993`, `9007199254740993`, true},
		{`9007199254740993`, `9007199254740992`, false},
		{`{"a":9007199254740993}`, `{"a":9007199254740992}`, false},
		{`1`, `1.0000000000000002`, false},
		{`1`, `"1"`, false},
		{`1`, `true`, false},
		{`null`, `0`, false},
		{`[]`, `{}`, false},
		{`[1,2]`, `[2,1]`, false},
		{`[1]`, `[1,2]`, false},
		{`{"a":null}`, `{}`, false},
		{`{"a":null}`, `{"b":null}`, false},
		{`1e999`, `1e998`, false},
		{`a`, `a`, false},
		{`1 2`, `1`, false},
		{``, ``, false},
	} {
		if value.SameJSON(test.a, test.b) != test.same || value.SameJSON(test.b, test.a) != test.same {
			t.Errorf("%s and %s: same is not %v", test.a, test.b, test.same)
		}
	}
}
