"""Places and countries: which ones, under which names, from which zoom."""

import json
import math
import re
import unicodedata
from difflib import SequenceMatcher

import numpy

import tables

COUNTRY, CAPITAL, CITY, TOWN, VILLAGE = range(5)
# Letters that Arabic itself uses; Persian, Urdu, Kurdish and Uyghur spellings need others and so drop out.
ARABIC_NAME = re.compile(r"[\u0621-\u063a\u0641-\u064a]+(?: [\u0621-\u063a\u0641-\u064a]+)*")
# Uyghur and Kazakh write these where Arabic does not.
UYGHUR = re.compile(r"ى[\u0621-\u064a]|(^| )ئ|ئ[اىه]")
MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640\u200c-\u200f]")
# Words for "city of", "village of" and the like, which a label does not need.
PREFIXES = ("مدينة ", "قرية ", "محافظة ", "مركز ", "ناحية ", "بلدية ", "قضاء ", "ولاية ", "حي ", "استان ", "شهر ", "شهرستان ")
CLASSES_AR = {
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("تطث", "t"), **dict.fromkeys("دذض", "d"), **dict.fromkeys("جغ", "g"),
    **dict.fromkeys("كقخ", "k"), **dict.fromkeys("سشصزظ", "s"), "ف": "f", "ل": "l", "م": "m", "ن": "n", "ر": "r",
}
CLASSES_LATIN = {
    **dict.fromkeys("bp", "b"), "t": "t", "d": "d", **dict.fromkeys("gj", "g"), **dict.fromkeys("kcqx", "k"),
    **dict.fromkeys("sz", "s"), **dict.fromkeys("fv", "f"), "l": "l", "m": "m", "n": "n", "r": "r",
}
# Below this likeness of consonants the Arabic name is taken for that of something else and left out.
ALIKE = 0.6
# The same for other Latin names of the place, which may be those of a quarter or of a neighbour.
ALIKE_ELSEWHERE = 0.8
DETAIL_BOX = (34.0, 28.0, 50.0, 39.0)


def plain(text):
    """Latin text without combining marks and without the signs for hamza and ayn."""
    text = unicodedata.normalize("NFD", text)
    text = "".join(c for c in text if not unicodedata.combining(c) and c not in "‘’ʿʾʼʻ`'")
    return text.translate(str.maketrans({"ł": "l", "ı": "i", "đ": "d", "ə": "e", "Ł": "L"})).strip()


def latin_skeleton(text):
    text = plain(text).lower()
    text = re.sub(r"^(al|el|ar|as|ash|ad|an|at|az|er|es|ed|en|et|ez|esh)[ -]+", "", text)
    text = text.replace("ch", "s").replace("sch", "s").replace("ph", "f").replace("sh", "s").replace("dj", "g")
    return squeeze(CLASSES_LATIN.get(c, "") for c in text)


def arabic_skeleton(text):
    text = re.sub(r"(^| )ال", r"\1", text)
    return squeeze(CLASSES_AR.get(c, "") for c in text)


def squeeze(letters):
    out = ""
    for letter in letters:
        if not out.endswith(letter) or not letter:
            out += letter
    return out


def likeness(arabic, latin_skeletons):
    skeleton = arabic_skeleton(arabic)
    if not skeleton:
        return 1.0 if "" in latin_skeletons else 0.0
    return max((SequenceMatcher(None, skeleton, s, False).ratio() for s in latin_skeletons), default=0.0)


def arabic_name(city):
    """The Arabic name among the alternate names, or nothing where none is plausible."""
    candidates = []
    for name in city["alternatenames"]:
        bare = MARKS.sub("", name).strip()
        for prefix in PREFIXES:
            bare = bare.removeprefix(prefix)
        if ARABIC_NAME.fullmatch(bare) and len(bare) >= 2 and bare not in candidates and not UYGHUR.search(bare):
            candidates.append(bare)
    latin = {latin_skeleton(n) for n in [city["name"], *city["alternatenames"]] if n[:1].isupper() and n.isascii()}
    latin.add(latin_skeleton(city["name"]))
    own = {latin_skeleton(city["name"])}
    article = re.match(r"(al|el|as|ash|ad|an|ar|at|az)[ -]", plain(city["name"]).lower())

    def worth(name):
        score = 0.35 * likeness(name, latin) + 0.65 * likeness(name, own)
        score += 0.30 if name.startswith("ال") and (article or name[2:] in candidates) else 0.0
        score += 0.10 if re.search(r"ة( |$)", name) else -0.05 if re.search(r"ه( |$)", name) else 0.0
        score += 0.05 if re.search("[أإآئؤء]", name) else 0.0
        # Foreign names spell their vowels out in Arabic, less so in its neighbours.
        score += 0.02 * len(re.findall("[اوي]", name))
        score -= 0.08 * name.count(" ") + (0.1 if name.endswith("ى") else 0.0)
        return score

    if city["countrycode"] in tables.ARABIC_SCRIPT_COUNTRIES:
        plausible = [n for n in candidates if likeness(n, own) >= ALIKE or likeness(n, latin) >= ALIKE_ELSEWHERE]
    else:
        plausible = [n for n in candidates if likeness(n, own) >= ALIKE_ELSEWHERE and len(n) > 2]
    return min(plausible, key=lambda name: (-worth(name), name)) if plausible else ""


def wants_arabic(city):
    if city["countrycode"] == "CN":
        return False
    least = 50_000 if city["countrycode"] in ("TR", "IR") else 500_000
    return city["countrycode"] in tables.ARABIC_SCRIPT_COUNTRIES or city["population"] >= least


def in_box(city):
    west, south, east, north = DETAIL_BOX
    return west <= city["longitude"] <= east and south <= city["latitude"] <= north


def capital_ids(cities, countries):
    found = {}
    for city in cities:
        country = countries.get(city["countrycode"])
        wanted = country and country["capital"].strip()
        if not wanted or (wanted != city["name"] and wanted not in city["alternatenames"]):
            continue
        best = found.get(city["countrycode"])
        key = (wanted == city["name"], city["population"])
        if best is None or key > best[0]:
            found[city["countrycode"]] = (key, city["geonameid"])
    return {number for _, number in found.values()}


def read_places(cities, countries):
    """The chosen places as dictionaries, most important first."""
    chosen = [c for c in cities if c["population"] >= 15_000 or in_box(c)]
    capitals = capital_ids(cities, countries)
    chosen += [c for c in cities if c["geonameid"] in capitals and c["population"] < 15_000 and not in_box(c)]
    places = []
    for city in chosen:
        number = city["geonameid"]
        if number in tables.LEFT_OUT:
            continue
        english, arabic, rank_by = tables.PLACES.get(number, (None, None, None))
        if english is None:
            english = plain(city["name"]) if city["countrycode"] in tables.PLAIN_LATIN_COUNTRIES else city["name"]
        if arabic is None:
            arabic = arabic_name(city) if wants_arabic(city) or number in capitals else ""
        population = city["population"]
        # The source knows no population of most seats of districts in Syria and Iraq.
        seat = population == 0 and city["countrycode"] in ("SY", "IQ")
        weight = rank_by or (3_000 if seat else max(population, 1))
        capital = number in capitals and number not in tables.NO_CAPITAL_MARK
        if capital:
            weight = max(3 * weight, 400_000)
        kind = CAPITAL if capital else CITY if weight >= 100_000 else TOWN if weight >= 10_000 else VILLAGE
        places.append(dict(id=number, en=english, ar=arabic, lon=city["longitude"], lat=city["latitude"],
                           population=population, weight=weight, kind=kind, country=city["countrycode"]))
    places.sort(key=lambda p: (-p["weight"], p["id"]))
    return set_zooms(places)


def set_zooms(places):
    """The zoom from which each place may be named: by weight, sooner where it is alone, later beside a greater one.
    A second place of one name close to the first is dropped."""
    xy = numpy.array([(p["lon"] * math.cos(math.radians(p["lat"])), p["lat"]) for p in places])
    kept = []
    for index, place in enumerate(places):
        base = 15.6 - 1.8 * math.log10(max(place["weight"], 400))
        if index:
            gap = xy[:index] - numpy.array([place["lon"] * math.cos(math.radians(place["lat"])), place["lat"]])
            squared = (gap**2).sum(axis=1)
            near = numpy.nonzero(squared < 0.12**2)[0]
            if any(places[i]["en"] == place["en"] or (place["ar"] and places[i]["ar"] == place["ar"]) for i in near):
                continue
            distance_m = max(math.sqrt(squared.min()) * 111_195, 500.0)
            metres_at_0 = 156_543.0 * math.cos(math.radians(place["lat"]))
            apart = math.log2(64 * metres_at_0 / distance_m)
            base = min(max((base + apart) / 2, base - 1.0), base + 1.5)
        place["min_zoom"] = min(max(base, 2.0), 12.5)
        place["max_zoom"] = 25.5
        kept.append(place)
    return kept


def read_countries(topology, countries, label_point):
    """Country labels, largest first; entities without an ISO code stay unnamed."""
    by_number = {int(c["isonumeric"]): c for c in countries.values()}
    labels = []
    for geo in topology.geometries("countries"):
        country = by_number.get(int(geo["id"])) if geo.get("id") else None
        if country is None and geo["properties"]["name"] == "Kosovo":
            country = countries["XK"]
        place = country and label_point(geo)
        if not place:
            continue
        code = country["iso"]
        lon, lat, width_deg = place
        english = tables.COUNTRY_EN.get(code, country["name"].strip())
        # The zoom at which the country is as wide as its name needs.
        min_zoom = math.log2(max(7 * len(english), 45) / max(width_deg, 0.02) * 360 / 256)
        labels.append(dict(en=english, ar=tables.COUNTRY_AR.get(code, ""), lon=lon, lat=lat, country=code, kind=COUNTRY,
                           population=country["population"], weight=width_deg, min_zoom=min(max(min_zoom, 1.0), 9.0),
                           max_zoom=min(max(min_zoom + 3.5, 7.0), 10.0)))
    labels.sort(key=lambda c: (-c["weight"], c["country"]))
    return labels


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def by_importance(labels):
    """What is named from a smaller zoom comes first, so that nothing gives way to a lesser name on zooming in; capitals
    before their countries, whose names have room to give."""
    ahead = {CAPITAL: 0.8}
    return sorted(labels, key=lambda n: (n["min_zoom"] - ahead.get(n["kind"], 0.0), n["kind"], -n["weight"], n["en"]))
