// Package golden holds the engine against real Morango: its test replays the
// recorded scenarios of core/testdata/morango, stage by stage. It has no code
// of its own beside the tests.
package golden
