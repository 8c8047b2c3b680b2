#!/usr/bin/env python3
"""What is drawn and counted of the same points, by Marsad and by its peers, one after the other; prints medians as a table.

usage: layers.py [FEATURES]

Marsad's figures come from its benchmark, which also writes its points down for the peers. Each peer gets them in the form it
likes best, outside of its time. Peers that are not installed are left out; tools/peers/install.sh installs them.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

PEERS = os.environ.get("MARSAD_PEERS", os.path.expanduser("~/.cache/marsad/peers"))
PYTHON = os.path.join(PEERS, "python", "bin", "python")
ROW = re.compile(r"^(.+?)\s{2,}([0-9.]+) ms\b")
# The window of the benchmark: two thirds of a year, in milliseconds since 1970.
FROM, TO = 1_500_000_000_000, 1_520_000_000_000

# Each peer prints a JSON object of stage to milliseconds. The node ones take the points as `lon, lat, ms` in 64-bit floats.
NODE_HEAD = """
const fs = require('fs'); const bytes = fs.readFileSync(process.argv[1]);
const points = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8), n = points.length / 3;
const median = (runs, work) => { const t = []; for (let i = 0; i < runs; i++) { const b = performance.now(); work(i); t.push(performance.now() - b); }
  return t.sort((a, b) => a - b)[t.length >> 1]; };
"""
SUPERCLUSTER = NODE_HEAD + """
import('supercluster').then(({default: Supercluster}) => {
const feature = (i) => ({type: 'Feature', properties: {}, geometry: {type: 'Point', coordinates: [points[3 * i], points[3 * i + 1]]}});
const all = [], some = [];
for (let i = 0; i < n; i++) { const f = feature(i); all.push(f); if (points[3 * i + 2] >= FROM && points[3 * i + 2] < TO) some.push(f); }
let index; const out = {};
out['hierarchy'] = median(1, () => { index = new Supercluster({radius: 60, maxZoom: 16}).load(all); });
out['hierarchy, filtered'] = median(1, () => { index = new Supercluster({radius: 60, maxZoom: 16}).load(some); });
console.log(JSON.stringify(out)); });
"""
CROSSFILTER = NODE_HEAD + """
import('crossfilter2').then(({default: crossfilter}) => {
const rows = []; for (let i = 0; i < n; i++) rows.push({t: points[3 * i + 2], kind: i % 6});
const all = crossfilter(rows), time = all.dimension((d) => d.t), kind = all.dimension((d) => d.kind);
const width = 2900 * 864e5 / 240;
kind.group(); time.group((t) => Math.floor(t / width));
const out = {};
out['scrub'] = median(9, (i) => { time.filterRange([FROM + i * 864e5, TO + i * 864e5]); });
console.log(JSON.stringify(out)); });
"""
DATASHADER = """
import json, statistics, sys, time
import numpy, pandas, datashader
points = numpy.fromfile(sys.argv[1]).reshape(-1, 3)
table = pandas.DataFrame({"x": points[:, 0].astype("float32"), "y": points[:, 1].astype("float32"), "t": points[:, 2]})
canvas = datashader.Canvas(1920, 1080)
def median(work):
    work()
    runs = []
    for _ in range(5):
        began = time.perf_counter(); work(); runs.append((time.perf_counter() - began) * 1e3)
    return statistics.median(runs)
some = lambda: table[(table.t >= FROM) & (table.t < TO)]
print(json.dumps({"density, filtered": median(lambda: canvas.points(some(), "x", "y", datashader.count())),
                  "density, all": median(lambda: canvas.points(table, "x", "y", datashader.count()))}))
"""
DUCKDB = """
import json, statistics, sys, time
import numpy, pandas, duckdb
points = numpy.fromfile(sys.argv[1]).reshape(-1, 3)
base = duckdb.connect()
frame = pandas.DataFrame({"lon": points[:, 0], "lat": points[:, 1], "t": points[:, 2].astype("int64")})
base.execute("create table points as select * from frame")
def median(query):
    runs = []
    for _ in range(5):
        began = time.perf_counter(); base.execute(query).fetchall(); runs.append((time.perf_counter() - began) * 1e3)
    return statistics.median(runs)
width = 2900 * 86400000 // 240
print(json.dumps({"histogram": median(f"select t // {width} bin, count(*) from points group by bin"),
                  "scrub": median("select count(*) from points where t >= FROM and t < TO")}))
"""


def node(script):
    return ["node", "--max-old-space-size=12000", "-e", script]


def python(script):
    return [PYTHON, "-c", script]


PROGRAMS = [("supercluster", node(SUPERCLUSTER)), ("crossfilter2", node(CROSSFILTER)), ("datashader", python(DATASHADER)), ("DuckDB", python(DUCKDB))]
# Each stage: its words, the row of our benchmark, the peer, the stage of the peer.
STAGES = [
    ("clusters of a view, first time", "cells of the world, 2^9 a side, in a window", "supercluster", "hierarchy"),
    ("clusters under another time filter", "cells of the world, 2^9 a side, in a window", "supercluster", "hierarchy, filtered"),
    ("rows in another time window", "one scrub step: classes of all rows", "crossfilter2", "scrub"),
    ("rows in another time window", "one scrub step: classes of all rows", "DuckDB", "scrub"),
    ("histogram of 240 bins", "histogram of all rows, 240 bins", "DuckDB", "histogram"),
    ("density 1920x1080, time filter", "density, 1920 by 1080, in a window", "datashader", "density, filtered"),
    ("density 1920x1080, ours with time filter", "density, 1920 by 1080, in a window", "datashader", "density, all"),
]


def printed(command, **kwargs):
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, **kwargs).stdout


def main():
    features = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        points = os.path.join(folder, "points.f64")
        environment = dict(os.environ, MARSAD_BENCH_FEATURES=str(features), MARSAD_BENCH_POINTS=points)
        lines = printed(["cargo", "bench", "--locked", "--bench", "marsad"], env=environment).splitlines()
        ours = {row[1].strip(): float(row[2]) for row in map(ROW.match, lines) if row}
        theirs = {}
        for name, command in PROGRAMS:
            script = command[-1].replace("FROM", str(FROM)).replace("TO", str(TO))
            command = [*command[:-1], script, points]
            try:
                theirs[name] = json.loads(printed(command, stderr=subprocess.PIPE, cwd=PEERS))
            except (subprocess.CalledProcessError, OSError) as error:
                reason = (getattr(error, "stderr", None) or str(error)).strip().splitlines()[-1]
                print(f"{name} is left out: {reason}", file=sys.stderr)
    print(f"{features:,} points, medians, {os.cpu_count()} cores\n")
    print("| what | Marsad ms | peer | its ms | Marsad is |")
    print("|---|---|---|---|---|")
    for words, row, peer, stage in STAGES:
        if peer in theirs:
            its = theirs[peer][stage]
            print(f"| {words} | {ours[row]:.2f} | {peer} | {its:.1f} | {its / ours[row]:.1f} times as fast |")


if __name__ == "__main__":
    main()
