package kolibri_test

import (
	"flag"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/kolibri"
)

var rewrite = flag.Bool("rewrite", false, "write the npm package's copy of the schema")

const typeScript = `/**
 * The schema of Kolibri's profile: a database that is opened with it syncs a Kolibri facility. Its text is that of
 * core/kolibri/facilitydata.json; ` + "`go test ./core/kolibri -rewrite`" + ` writes this file anew.
 *
 * @module amora/kolibri
 */
// biome-ignore-all format: one text here and in Go
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the schema's templates
import type { Schema } from "./schema.js";

/** Kolibri's profile facilitydata, as of Kolibri 0.19. */
export const facilitydata = SCHEMA as const satisfies Schema;
`

// The npm package has the same schema as Go has.
func TestTypeScriptHasTheSameSchema(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("the file is the machine's")
	}
	const file = "../../js/src/kolibri.ts"
	want := strings.Replace(typeScript, "SCHEMA", strings.TrimSpace(kolibri.Text()), 1)
	if *rewrite {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Errorf("%s is not what `go test ./core/kolibri -rewrite` writes: %v", file, err)
	}
}
