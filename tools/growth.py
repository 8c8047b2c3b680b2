#!/usr/bin/env python3
"""Runs the benchmark at several sizes and prints each figure with the exponent by which it grows from one size to the next.

usage: growth.py [FEATURES ...]

An exponent of 1 is growth with the number of incidents, 0 is none; between figures below 0.05 ms it says nothing and is left out.
"""

import math
import os
import re
import subprocess
import sys

ROW = re.compile(r"^(.+?)\s{2,}([0-9.]+) (ms|MB)\b")


def measured(features):
    environment = dict(os.environ, MARSAD_BENCH_FEATURES=str(features))
    output = subprocess.run(["cargo", "bench", "--locked", "--bench", "marsad"], env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    rows = (ROW.match(line) for line in output.splitlines())
    return {row[1].strip(): (float(row[2]), row[3]) for row in rows if row}


def main():
    sizes = [int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000, 10_000_000]
    columns = [measured(size) for size in sizes]
    print("| what | " + " | ".join(f"{size:,}" for size in sizes) + " | exponents |")
    print("|---" * (len(sizes) + 2) + "|")
    for what in columns[0]:
        cells = [column.get(what) for column in columns]
        exponents = []
        for before, after, size, bigger in zip(cells, cells[1:], sizes, sizes[1:]):
            is_told = before and after and min(before[0], after[0]) >= 0.05
            exponents.append(f"{math.log(after[0] / before[0]) / math.log(bigger / size):.2f}" if is_told else "–")
        shown = [f"{cell[0]:,.2f} {cell[1]}" if cell else "–" for cell in cells]
        print(f"| {what} | " + " | ".join(shown) + " | " + ", ".join(exponents) + " |")


main()
