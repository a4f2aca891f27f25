package kolibri_test

import (
	"testing"

	"github.com/amora-sync/amora/core/kolibri"
)

func TestSchemaHasAllModels(t *testing.T) {
	s := kolibri.Schema()
	if s.Profile != "facilitydata" || len(s.Models) != 28 || len(s.Scopes) != 2 {
		t.Errorf("%s has %d models and %d scopes", s.Profile, len(s.Models), len(s.Scopes))
	}
}
