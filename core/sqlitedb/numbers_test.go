package sqlitedb

import (
	"crypto/sha256"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/ncruces/go-sqlite3"
)

// Numbers become text, and text numbers, to the last bit the same with every
// SQLite: the one of native builds and the two of a tab (wasm/sqlite).
func TestNumbers(t *testing.T) {
	const want = "81b6c39ccc65655bd87f17e92196e769f3620f1b4caac9ee5184340a987fceef"
	c, err := sqlite3.Open("file:numbers?vfs=" + memoryVFS)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	s, _, err := c.Prepare(`SELECT CAST(?1 AS REAL), CAST(CAST(?1 AS REAL) AS TEXT),
		printf('%.12e', ?2), round(?2, 3), ?3 * 7919, ?3 / 13, ?3 % 13`)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	random := rand.New(rand.NewPCG(1, 2))
	hash := sha256.New()
	for range 20_000 {
		f := math.Float64frombits(random.Uint64())
		if math.IsNaN(f) || math.IsInf(f, 0) {
			continue
		}
		for i, bind := range []error{
			s.BindText(1, strconv.FormatFloat(f, 'g', 1+random.IntN(20), 64)),
			s.BindFloat(2, random.NormFloat64()*1e6),
			s.BindInt64(3, int64(random.Uint64())),
		} {
			if bind != nil {
				t.Fatal(i, bind)
			}
		}
		if !s.Step() {
			t.Fatal(s.Err())
		}
		fmt.Fprintf(hash, "%x", s.ColumnFloat(0))
		for column := range s.ColumnCount() {
			fmt.Fprintf(hash, " %s", s.ColumnText(column))
		}
		if err := s.Reset(); err != nil {
			t.Fatal(err)
		}
	}
	if got := fmt.Sprintf("%x", hash.Sum(nil)); got != want {
		t.Errorf("the hash is %s", got)
	}
}
