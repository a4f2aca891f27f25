// Package arrived takes received records into the Store which the Store lacks,
// in the middle of a pull as well as at its end, and sees to it that what was
// shown of a pull leaves this device even if the pull is never completed.
//
// Records of a pull are shown while the rest is on its way, but only its end
// raises the DatabaseMaxCounters (MORANGO.md §13.26). Until then nothing that
// was shown is sent to anybody. So two rules hold:
//
//   - Before the end only records are taken which the Store lacks altogether
//     ([Records.TakeUnknown]). A version that the DatabaseMaxCounters cover is not
//     replaced by one that they do not.
//   - What was shown of a pull that nobody goes on with, and that no
//     DatabaseMaxCounter covers, is saved again as this database's own
//     ([SaveAgain]).
package arrived
