package sqldb

import (
	"fmt"
)

// RunAll runs statements without arguments.
func RunAll(tx Tx, statements []string) error {
	for _, sql := range statements {
		if _, err := tx.Exec(sql); err != nil {
			return fmt.Errorf("%w\n%s", err, sql)
		}
	}
	return nil
}
