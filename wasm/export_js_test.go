package main

import (
	"strings"
	"testing"
)

// A file has this device's keys only where they are asked for: neither those of
// its certificates nor those in the invites that it has answered with.
func TestExportKeys(t *testing.T) {
	h := newHost(t)
	h.want("exec", inserting("kept"), `{"changes":1,"columns":["text"],"origins":[["note","text"]],"rows":[["kept"]]}`)
	h.ask("createRoot", `{"scope": "all", "params": {}}`)
	h.call("page-1", "invite", `{"scope": "all", "relay": "ws://localhost"}`, false, 0)
	invite := (<-h.messages).payload
	found := h.ask("query", `{"sql": "SELECT private_key FROM morango_certificate WHERE private_key IS NOT NULL"}`).payload
	_, key, _ := strings.Cut(found, `"rows":[["`)
	secrets := []string{key[:100], invite[100:200]}
	for payload, there := range map[string]bool{"": false, `{"keys": false}`: false, `{"keys": true}`: true} {
		file := h.ask("export", payload)
		if file.kind != "reply" || !strings.Contains(file.payload, "kept") {
			t.Fatalf("export %s: %.100q", payload, file.payload)
		}
		for i, secret := range secrets {
			if strings.Contains(file.payload, secret) != there {
				t.Errorf("export %s: secret %d is there: %v", payload, i, !there)
			}
		}
	}
	h.want("query", texts, rowsOf("kept"))
}
