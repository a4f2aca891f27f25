package schema_test

import (
	"fmt"
	"log"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
)

// A schema is JSON, the same for a tab and for native programs.
func ExampleParse() {
	s, err := schema.Parse([]byte(`{
 "profile": "school",
 "scopes": [{"id": "learner", "version": 1, "primary_scope_param_key": "",
  "read_filter_template": "${school}:shared", "read_write_filter_template": "${school}:user:${user}"}],
 "models": [
  {"name": "topic", "table": "topic", "partition": "${school}:shared", "source": null,
   "columns": {"school": "uuid", "title": "text", "parent": "uuid?"}, "references": {"parent": "topic"}},
  {"name": "answer", "table": "answer", "partition": "${school}:user:${user}", "source": "${question}",
   "columns": {"school": "uuid", "user": "uuid", "question": "uuid", "score": {"type": "real", "default": 0}}}]}`))
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range s.Models {
		fmt.Println(m.Name, "has", len(m.Columns), "columns and is synced by", m.Partition)
	}

	_, err = schema.Parse([]byte(`{"profile": "school", "models": [], "colour": "red"}`))
	fmt.Println(fault.CodeOf(err))
	// Output:
	// topic has 3 columns and is synced by ${school}:shared
	// answer has 4 columns and is synced by ${school}:user:${user}
	// bad_schema
}
