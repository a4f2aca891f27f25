/** What `go test ./worker -bench Hosts` measures, edge beside native, as rows of the table of budgets. */

/** The edge's budgets, by benchmark and metric. */
const budgets = {
  "chunk-of-500-in p50-ms": 20,
  "device-to-device p50-ms": 10,
  "device-to-device p95-ms": 30,
  "memory-of-a-room MB-at-rest": 8,
  "memory-of-a-room MB-with-900-KB-chunks": 24,
  "program MB-gzip": 3,
};

/**
 * Rows [what, measured, budget, unit, whether more is better], of each metric
 * the hosts beside each other.
 * @param {string} output what the benchmarks printed
 */
export function hostRows(output) {
  const rows = new Map();
  for (const [, name, host, metrics] of output.matchAll(
    /^BenchmarkHosts\/([^/\s]+)\/(\w+?)(?:-\d+)?\s+\d+\s+(.*)$/gm,
  )) {
    for (const [, value, metric] of metrics.matchAll(/([\d.e+]+) (\S+)/g)) {
      const key = `${name} ${metric}`;
      const unit = metric.endsWith("-ms") ? "ms" : metric.startsWith("MB") ? "MB" : metric;
      const detail = unit === metric ? "" : metric.replace(/-ms$|^MB-/, "");
      const what = `${host}: ${[name, detail].filter(Boolean).join(", ").replaceAll("-", " ")}`;
      rows.set(key, [
        ...(rows.get(key) ?? []),
        [what, Number(value), host === "edge" ? budgets[key] : undefined, unit, unit === "records/s"],
      ]);
    }
  }
  return [...rows.values()].flat();
}
