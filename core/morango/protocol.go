package morango

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/pipeline"
)

// Version is Morango's whose protocol this is.
const Version = "0.8.15"

// BasePath is where the endpoints lie (Morango's constants/api_urls.py).
const BasePath = "api/morango/v1/"

// PublicPath is where a Kolibri's endpoints beside Morango's lie.
const PublicPath = "api/public/"

// CapabilitiesHeader names what the peer that asks can, separated by spaces.
const CapabilitiesHeader = "X-Morango-Capabilities"

// The optional parts of the protocol (Morango's constants/capabilities.py).
const (
	CanPushCertificates = "ALLOW_CERTIFICATE_PUSHING" // the server takes certificate chains
	CanFSICv2           = "FSIC_V2_FORMAT"            // FSICs of version 2
	CanGzip             = "GZIP_BUFFER_POST"          // pushed records come as gzip
	CanWait             = "ASYNC_OPERATIONS"          // the client asks for stages one by one, and waits for each
)

// The media types of pushed records.
const (
	TypeJSON = "application/json"
	TypeGzip = "application/gzip"
)

// Stages are a transfer's, in order (Morango's constants/transfer_stages.py).
var Stages = []pipeline.Stage{
	pipeline.StageInitializing, pipeline.StageSerializing, pipeline.StageQueuing, pipeline.StageTransferring,
	pipeline.StageDequeuing, pipeline.StageDeserializing, pipeline.StageCleanup,
}

// StageIndex is a stage's place in [Stages], -1 for what is no stage.
func StageIndex(s pipeline.Stage) int { return slices.Index(Stages, s) }

// Describe is what an instance says of itself when a sync session begins
// (Morango's api/serializers.py, InstanceIDSerializer), with what an app adds.
// Nothing of it describes the machine.
func Describe(instance string, info map[string]string) (string, error) {
	text, err := json.Marshal(struct {
		ID       string `json:"id"`
		Platform string `json:"platform"`
		Host     string `json:"hostname"`
		System   string `json:"sysversion"`
		Node     string `json:"node_id"`
		Database string `json:"database"`
		Path     string `json:"db_path"`
		SystemID string `json:"system_id"`
	}{ID: instance, Platform: "amora", Database: instance})
	return WithInfo(string(text), info), err
}

// WithInfo puts what an app tells of itself in front of a JSON object's fields,
// as MORANGO_INSTANCE_INFO is. The object is not empty.
func WithInfo(object string, info map[string]string) string {
	if len(info) == 0 {
		return object
	}
	var b strings.Builder
	b.WriteByte('{')
	for _, name := range slices.Sorted(maps.Keys(info)) {
		pair, _ := json.Marshal(map[string]string{name: info[name]}) // text always can be
		b.Write(pair[1 : len(pair)-1])
		b.WriteByte(',')
	}
	return b.String() + object[1:]
}
