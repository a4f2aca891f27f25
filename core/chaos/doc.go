// Package chaos holds the property tests: networks of devices and relays,
// each from a seed, in which things happen in any order, and an oracle that
// knows what must be true whatever happens.
//
//   - TestProperties: devices that crash, lose messages and are restored; see
//     world_test.go, and oracle_test.go for what must be true.
//   - TestPropertiesCopies: databases that are copied, put back and served
//     twice, among members that lie; see copies_test.go.
//   - TestPropertiesGone: relays that go away in the middle of a pull, for good or
//     not; see gone_test.go.
//   - TestPropertiesSettle: conflicting edits settle in few rounds; see
//     rotation_test.go.
//   - TestPropertiesPurge: deleted records are purged, among devices that were
//     away, copies, several relays and files; see purge_test.go.
//   - TestPropertiesSkew: devices with different versions of an app's schema,
//     which go on to others and back; see skew_test.go.
//
// AMORA_SEED, AMORA_SEEDS and AMORA_SOAK choose other seeds (see
// coretest.EachSeed).
package chaos
