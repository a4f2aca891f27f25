package golden

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/schema"
)

// The project's golden scenarios: those that came with the algorithms, and
// more recorded the same way. The first folder has the schema of both.
const (
	goldenDir = "../testdata/morango"
	moreDir   = "../testdata/morango-more"
)

// TestMorangoGolden replays what real Morango did, stage by stage, and
// compares every table of every peer after every step
// (core/testdata/morango/README.md). MORANGO_GOLDEN_DIR names another folder;
// a schema.json in it takes the place of the project's.
func TestMorangoGolden(t *testing.T) {
	dirs := []string{goldenDir, moreDir}
	if other := os.Getenv("MORANGO_GOLDEN_DIR"); other != "" {
		dirs = []string{other}
	} else {
		checkSums(t, goldenDir, "schema.json")
		checkSums(t, moreDir)
	}
	for _, dir := range dirs {
		schema, err := goldenSchema(dir)
		if err != nil {
			t.Fatal(err)
		}
		files := goldenFiles(t, dir)
		if len(files) == 0 {
			t.Fatalf("no scenario in %s", dir)
		}
		for _, file := range files {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) { testScenario(t, schema, file) })
		}
	}
}

func testScenario(t *testing.T, schema *schema.Schema, file string) {
	sc, err := loadScenario(schema, file)
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := replay(sc)
	if err != nil {
		t.Fatal(err)
	}
	const enough = 40
	for _, finding := range judge(sc, outcomes, enough) {
		t.Error(finding)
	}
}

// goldenSchema reads the folder's schema.json or, where it has none, ours.
func goldenSchema(dir string) (*schema.Schema, error) {
	text, err := os.ReadFile(filepath.Join(dir, "schema.json"))
	if os.IsNotExist(err) {
		text, err = os.ReadFile(filepath.Join(goldenDir, "schema.json"))
	}
	if err != nil {
		return nil, err
	}
	return schema.Parse(text)
}

// goldenFiles lists a folder's scenarios: every JSON file but the schema.
func goldenFiles(t *testing.T, dir string) (files []string) {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range all {
		if filepath.Base(file) != "schema.json" {
			files = append(files, file)
		}
	}
	return files
}

// checkSums holds a folder's scenarios and the other files named against its
// SHA256SUMS.
func checkSums(t *testing.T, dir string, others ...string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if sum, name, ok := strings.Cut(strings.TrimSpace(line), "  "); ok {
			sums[name] = sum
		}
	}
	files := goldenFiles(t, dir)
	for _, name := range others {
		files = append(files, filepath.Join(dir, name))
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		if sum := fmt.Sprintf("%x", sha256.Sum256(text)); sum != sums[name] {
			t.Errorf("%s has the sum %s, SHA256SUMS says %q", name, sum, sums[name])
		}
		delete(sums, name)
	}
	for name := range sums {
		t.Errorf("%s is missing", name)
	}
}
