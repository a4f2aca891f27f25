package purge

import (
	"strconv"
	"strings"
	"time"

	"github.com/amora-sync/amora/core/fault"
)

const day = 24 * time.Hour

// DefaultAge is the age for those who name none.
const DefaultAge = 90 * day

// ParseAge reads an age as people write it: in days, such as 90d, or as
// [time.ParseDuration] does. Error: bad_request.
func ParseAge(text string) (time.Duration, error) {
	if days, inDays := strings.CutSuffix(text, "d"); inDays {
		if n, err := strconv.ParseUint(days, 10, 16); err == nil {
			return time.Duration(n) * day, nil
		}
	} else if age, err := time.ParseDuration(text); err == nil && age >= 0 {
		return age, nil
	}
	return 0, fault.Errorf(fault.BadRequest, "%.40q is no age", text).WithHint("such as 90d or 12h")
}
