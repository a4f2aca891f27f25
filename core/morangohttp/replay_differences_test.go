package morangohttp_test

// What differs from the recorded answers, and why (MORANGO.md §14.8).
const (
	whyCounters = "a relay saves nothing itself, so its own instance is not there; counters never go down (MORANGO.md §13.1)," +
		" and are spelled out (MORANGO.md §13.10)"
	whyBytes   = "bytes are counted"
	whyRefusal = "400 with a reason in place of 500 without one"
	whyText    = "the reason in other words"
)

var morangoDifferences = []difference{
	{"server_fsic has other counters", "*", whyCounters},
	{"bytes_received is another number", "*", whyBytes},
	{"status 400, not 500", "111 112 114 202 209 263 285 300", whyRefusal},
	{"an error has another text", "107 164 225 262 292", whyText},
	{"status 401, not 500", "301", "a name with a = in it is no name"},
	{"status 403, not 201", "299", "pushing certificates is not allowed there (MORANGO.md §13.9)"},
	{"status 400, not 201", "251 256", "records past the end are refused (MORANGO.md §13.4)"},
	{"status 201, not 500", "218", "a record may come again, as since Morango 0.8.14"},
	{".transfer_stage_status is \"pending\", not \"errored\"", "219", "as 218"},
	{".capabilities has 3, not 2", "157", "the recorded server had them turned off"},
	{".capabilities has 3, not 1", "165", "as 157"},
	{".capabilities[] is \"ASYNC_OPERATIONS\", not \"FSIC_V2_FORMAT\"", "157", "as 157"},
	{".capabilities[] is \"FSIC_V2_FORMAT\", not \"GZIP_BUFFER_POST\"", "157", "as 157"},
	{".capabilities[] is \"ASYNC_OPERATIONS\", not \"GZIP_BUFFER_POST\"", "165", "as 157"},
}

var portalDifferences = []difference{
	{"bytes_received is another number", "26 27 28 29", whyBytes},
}

var facilityDifferences = []difference{
	{"server_fsic has other counters", "*", whyCounters},
	{"bytes_received is another number", "152 153 154 155", whyBytes},
	{"an error has another text", "174 180", whyText},
}
