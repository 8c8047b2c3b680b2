#!/usr/bin/env python3
"""Builds assets/fonts/ from pinned packages of the npm registry.

Needs Python 3.9, its package zstandard, and npm. Run from anywhere:

    python3 tools/fonts/build.py            # write the files
    python3 tools/fonts/build.py --check    # fail if the files differ from a fresh build

A WOFF file holds the tables of a TrueType file, each compressed by zlib. Unpacking them is lossless: every table comes
out byte for byte and is held against its checksum. TrueType files that are alike, and are needed together, are written as
one frame of Zstandard, as the program carries it, each behind its length in four bytes, the lowest first; `--check`
compares what the frames hold, since another version packs the same bytes differently.
"""

import argparse
import pathlib
import struct
import subprocess
import sys
import tarfile
import tempfile
import zlib

import zstandard

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "assets" / "fonts"

# Package, version, licence file in it, name of that file here, {file in the package: name of the font}.
PACKAGES = [
    ("@ibm/plex-sans", "1.1.0", "LICENSE.txt", "OFL-plex.txt", {
        "fonts/complete/woff/IBMPlexSans-Regular.woff": "IBMPlexSans-Regular",
        "fonts/complete/woff/IBMPlexSans-SemiBold.woff": "IBMPlexSans-SemiBold",
    }),
    ("@ibm/plex-sans-arabic", "1.1.0", "LICENSE.txt", "OFL-plex.txt", {
        "fonts/complete/woff/IBMPlexSansArabic-Regular.woff": "IBMPlexSansArabic-Regular",
        "fonts/complete/woff/IBMPlexSansArabic-SemiBold.woff": "IBMPlexSansArabic-SemiBold",
    }),
    ("@ibm/plex-sans-hebrew", "1.1.0", "LICENSE.txt", "OFL-plex.txt", {
        "fonts/complete/woff/IBMPlexSansHebrew-Regular.woff": "IBMPlexSansHebrew-Regular",
        "fonts/complete/woff/IBMPlexSansHebrew-SemiBold.woff": "IBMPlexSansHebrew-SemiBold",
    }),
    # Letters of scholarly transliteration (half rings, marks below) that Plex lacks.
    ("@fontsource/noto-sans", "5.3.0", "LICENSE", "OFL-noto-sans.txt", {
        "files/noto-sans-latin-ext-400-normal.woff": "NotoSans-LatinExt-Regular",
        "files/noto-sans-latin-ext-600-normal.woff": "NotoSans-LatinExt-SemiBold",
    }),
    # Geometric shapes, stars, warning signs as reports carry them.
    ("@fontsource/noto-sans-symbols-2", "5.3.0", "LICENSE", "OFL-noto-symbols.txt", {
        "files/noto-sans-symbols-2-symbols-400-normal.woff": "NotoSansSymbols2-Regular",
    }),
]

# The frames, and the fonts in them in the order in which the program counts them.
FRAMES = {
    "IBMPlex.zst": [
        "IBMPlexSans-Regular", "IBMPlexSans-SemiBold", "IBMPlexSansArabic-Regular", "IBMPlexSansArabic-SemiBold",
        "IBMPlexSansHebrew-Regular", "IBMPlexSansHebrew-SemiBold",
    ],
    "NotoSans-LatinExt.zst": ["NotoSans-LatinExt-Regular", "NotoSans-LatinExt-SemiBold"],
    "NotoSansSymbols2.zst": ["NotoSansSymbols2-Regular"],
}


def checksum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    return sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF


def unpack_woff(woff: bytes) -> bytes:
    """The TrueType file inside a WOFF 1.0 file."""
    signature, flavor, length, num_tables = struct.unpack_from(">IIIH", woff, 0)
    if signature != 0x774F4646 or length != len(woff):
        raise ValueError("not a WOFF 1.0 file")
    entries = []
    for i in range(num_tables):
        tag, offset, packed, size, table_sum = struct.unpack_from(">4sIIII", woff, 44 + 20 * i)
        data = woff[offset : offset + packed]
        if packed < size:
            data = zlib.decompress(data)
        if len(data) != size:
            raise ValueError(f"table {tag!r} has the wrong length")
        # The sum of `head` is defined over the table with its own adjustment field set to nought.
        summed = data[:8] + b"\0" * 4 + data[12:] if tag == b"head" else data
        if checksum(summed) != table_sum:
            raise ValueError(f"table {tag!r} has the wrong checksum")
        entries.append((offset, tag, data, table_sum))

    power = 1
    while power * 2 <= num_tables:
        power *= 2
    header = struct.pack(">IHHHH", flavor, num_tables, power * 16, power.bit_length() - 1, (num_tables - power) * 16)
    position = 12 + 16 * num_tables
    places = {}
    body = b""
    for _, tag, data, _ in sorted(entries):
        places[tag] = position
        padded = data + b"\0" * (-len(data) % 4)
        body += padded
        position += len(padded)
    directory = b"".join(
        struct.pack(">4sIII", tag, table_sum, places[tag], len(data))
        for _, tag, data, table_sum in sorted(entries, key=lambda entry: entry[1])
    )
    return header + directory + body


def fetch(folder: pathlib.Path, package: str, version: str) -> pathlib.Path:
    name = subprocess.run(
        ["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    return folder / name


def build() -> dict[str, bytes]:
    files, fonts = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for package, version, licence_path, licence_name, faces in PACKAGES:
            with tarfile.open(fetch(pathlib.Path(folder), package, version)) as archive:
                for path, name in faces.items():
                    fonts[name] = unpack_woff(archive.extractfile(f"package/{path}").read())
                licence = archive.extractfile(f"package/{licence_path}").read()
                if files.setdefault(licence_name, licence) != licence:
                    raise ValueError(f"{package} has another licence text")
    files.update({frame: pack([fonts[name] for name in names]) for frame, names in FRAMES.items()})
    return files


def pack(fonts: list[bytes]) -> bytes:
    raw = b"".join(struct.pack("<I", len(font)) + font for font in fonts)
    return zstandard.ZstdCompressor(level=22, write_checksum=False).compress(raw)


def content(name: str, data: bytes) -> bytes:
    return zstandard.decompress(data) if name.endswith(".zst") else data


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    OUT.mkdir(parents=True, exist_ok=True)
    wrong = []
    for name, data in build().items():
        path = OUT / name
        if check:
            if not path.exists() or content(name, path.read_bytes()) != content(name, data):
                wrong.append(name)
        else:
            path.write_bytes(data)
            print(f"{name}: {len(data)} bytes")
    if wrong:
        print("differs from a fresh build:", ", ".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
