#!/usr/bin/env python3
"""Loads the same file with Marsad and with its peers, one after the other, several rounds; prints medians as a table.

usage: compare.py MARSAD FILE [ROUNDS]

Wall time is that of the load alone where the peer has a timer of its own (this favours the peer: its start is left out), and of
the whole process for Marsad. Memory is the greatest resident size of the process. Peers that are not installed are left out;
tools/peers/install.sh installs them.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

PEERS = os.environ.get("MARSAD_PEERS", os.path.expanduser("~/.cache/marsad/peers"))
PYTHON = os.path.join(PEERS, "python", "bin", "python")

TIMED = "import sys, time; t = time.perf_counter(); {work}; print(time.perf_counter() - t)"
NODE_PARSE = "const t = performance.now(); JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8')); console.log((performance.now() - t) / 1e3)"
NODE_LOADERS = """
const fs = require('fs'); const {parseInBatches} = require('@loaders.gl/core'); const {JSONLoader} = require('@loaders.gl/json');
(async () => { const t = performance.now(); const kept = [];
const batches = await parseInBatches(fs.createReadStream(process.argv[1], {highWaterMark: 1 << 20}), JSONLoader,
  {worker: false, json: {jsonpaths: ['$.features']}});
for await (const batch of batches) kept.push(batch.data); console.log((performance.now() - t) / 1e3); })();
"""


def peers(marsad, file, lines):
    python = lambda work, path: [PYTHON, "-c", TIMED.format(work=work), path]
    node = lambda script: ["node", "--max-old-space-size=12000", "-e", script, file]
    yield "Marsad, FeatureCollection", [marsad, "check", file], False
    yield "Marsad, lines", [marsad, "check", lines], False
    yield "GDAL (pyogrio.read_arrow)", python("import pyogrio; t = time.perf_counter(); k = pyogrio.read_arrow(sys.argv[1])", file), True
    yield "orjson.loads", python("import orjson; t = time.perf_counter(); k = orjson.loads(open(sys.argv[1], 'rb').read())", file), True
    yield "polars, lines", python("import polars; t = time.perf_counter(); k = polars.read_ndjson(sys.argv[1])", lines), True
    query = "select * from read_json(?, format='newline_delimited')"
    work = f'import duckdb; c = duckdb.connect(); t = time.perf_counter(); c.execute("create table t as {query}", [sys.argv[1]])'
    yield "DuckDB read_json, lines", python(work, lines), True
    yield "JSON.parse (V8)", node(NODE_PARSE), True
    yield "loaders.gl in batches (kepler.gl)", node(NODE_LOADERS), True


def measure(command, has_timer):
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=PEERS if os.path.isdir(PEERS) else None)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if process.returncode != 0:
        return None
    if has_timer:
        wall = float(output.split()[-1])
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def as_lines(file):
    path = os.path.join(tempfile.gettempdir(), f"marsad-compare-{os.getpid()}.geojsonl")
    with open(file, encoding="utf-8") as source, open(path, "w", encoding="utf-8") as out:
        for line in source:
            line = line.strip().rstrip(",")
            if line.startswith("{") and line.endswith("}") and '"features"' not in line:
                out.write(line + "\n")
    return path


def main():
    marsad, file = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    size = os.path.getsize(file)
    lines = as_lines(file)
    results = {}
    try:
        for _ in range(rounds):
            for name, command, has_timer in peers(marsad, file, lines):
                if found := measure(command, has_timer):
                    results.setdefault(name, []).append(found)
    finally:
        os.remove(lines)
    print(f"{size / 1e6:.0f} MB, medians of {rounds}, {os.cpu_count()} cores\n")
    print("| who | wall s | spread | CPU s | greatest memory MB | times the file | Marsad is |")
    print("|---|---|---|---|---|---|---|")
    ours = {"lines": results["Marsad, lines"], "file": results["Marsad, FeatureCollection"]}
    middle = lambda rows, column: statistics.median(row[column] for row in rows)
    for name, rows in results.items():
        wall = middle(rows, 0)
        base = middle(ours["lines" if "lines" in name else "file"], 0)
        spread = f"{min(row[0] for row in rows):.2f}–{max(row[0] for row in rows):.2f}"
        ratio = "" if name.startswith("Marsad") else f"{wall / base:.1f} times as fast"
        memory = middle(rows, 2)
        print(f"| {name} | {wall:.2f} | {spread} | {middle(rows, 1):.2f} | {memory / 1e6:.0f} | {memory / size:.2f} | {ratio} |")


if __name__ == "__main__":
    main()
