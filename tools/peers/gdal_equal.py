"""Holds what `marsad convert` writes against what GDAL reads from the original: count, geometry and properties.

    python gdal_equal.py MARSAD FILE...

A file that GDAL refuses is named and passed over. Exit code 1 where anything differs.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow
import pyogrio


def table(path):
    _, read = pyogrio.read_arrow(path)
    return read


def difference(ours, theirs):
    if ours.num_rows != theirs.num_rows:
        return f"{ours.num_rows} features, GDAL has {theirs.num_rows}"
    names, wanted = sorted(ours.column_names), sorted(theirs.column_names)
    if names != wanted:
        return f"columns {sorted(set(names) ^ set(wanted))}"
    for name in names:
        a, b = ours.column(name).combine_chunks(), theirs.column(name).combine_chunks()
        if a.type != b.type:
            return f"{name} is {a.type}, in GDAL {b.type}"
        if not a.equals(b):
            at = next(i for i in range(len(a)) if not pyarrow.array([a[i]]).equals(pyarrow.array([b[i]])) or a[i].is_valid != b[i].is_valid)
            return f"{name} of feature {at}: {str(a[at])[:80]}, in GDAL {str(b[at])[:80]}"
    return None


def main():
    marsad, files = sys.argv[1], sys.argv[2:]
    equal = refused = different = 0
    for path in files:
        try:
            theirs = table(path)
        except Exception as error:
            refused += 1
            print(f"passed over, GDAL: {str(error).splitlines()[0][:90]}: {Path(path).name}")
            continue
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out.geojson"
            ran = subprocess.run([marsad, "convert", path, str(out)], capture_output=True, text=True)
            found = difference(table(out), theirs) if out.exists() else f"marsad: {ran.stderr.strip()[:120]}"
        if found:
            different += 1
            print(f"different: {Path(path).name}: {found}")
        else:
            equal += 1
            print(f"equal: {Path(path).name}: {theirs.num_rows} features")
    print(f"{equal} equal, {different} different, {refused} that GDAL refuses")
    sys.exit(1 if different else 0)


main()
