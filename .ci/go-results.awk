# Reads what `go test -json` prints, twice: awk -f this LOG LOG.
# Prints what the failed tests and packages printed, and the skipped ones' reasons,
# then "passed failed skipped".
# A package that fails with no test of its own failing (it does not build, it
# crashes, it times out) counts as one failure. Of one that ends in the middle of
# tests these are named, with what they printed.

function field(name) {
	if (!match($0, "\"" name "\":\"[^\"]*\"")) return ""
	return substr($0, RSTART + length(name) + 4, RLENGTH - length(name) - 5)
}

function text(   s) {
	if (!match($0, /"Output":".*"}$/)) return ""
	s = substr($0, RSTART + 10, RLENGTH - 12)
	gsub(/\\\\/, "\001", s); gsub(/\\n/, "\n", s); gsub(/\\t/, "\t", s); gsub(/\\"/, "\"", s); gsub(/\\r/, "", s)
	gsub(/\\u003c/, "<", s); gsub(/\\u003e/, ">", s); gsub(/\\u0026/, "\\&", s); gsub("\001", "\\", s)
	return s
}

!/^{/ { if (NR != FNR) print; next } # what a runner printed beside the JSON

{
	package = field("Package") field("ImportPath"); test = field("Test"); action = field("Action")
}

NR == FNR && action == "run" { running[package, test] = package " " test }
NR == FNR && (action == "pass" || action == "skip" || action == "fail") {
	delete running[package, test]
	if (test == "") for (key in running) { # what runs when its package has ended was cut off
		if (split(running[key], of, " ") && of[1] == package) { cut[key] = 1; delete running[key] }
	}
}
NR == FNR && action == "fail" && test != "" { broken[package] = 1; failed[package, test] = 1; fail++ }
NR == FNR && action == "fail" && test == "" && !broken[package] { broken[package] = 1; failed[package, ""] = 1; fail++ }
NR == FNR && action == "pass" && test != "" { pass++ }
NR == FNR && action == "skip" && test != "" { skipped[package, test] = 1; skip++ }

NR != FNR && action == "build-output" { printf "%s", text() }
NR != FNR && action == "output" && (package, test) in failed { printf "%s", text() }
NR != FNR && action == "output" && (package, test) in cut {
	if (shown[package, test]++ == 0) print "cut off: " package " " test
	if (shown[package, test] <= 300) printf "%s", text()
}
NR != FNR && action == "output" && (package, test) in skipped { s = text(); if (s !~ /^===/) printf "%s", s }

END { print pass + 0, fail + 0, skip + 0 }
