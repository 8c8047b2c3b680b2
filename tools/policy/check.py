#!/usr/bin/env python3
"""Holds every dependency against the policy: licences, bans, floors of versions, sources. Reads policy.toml beside it."""

import json
import pathlib
import re
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent


def version(text):
    return tuple(int(part) for part in re.findall(r"\d+", text.split("-")[0].split("+")[0])[:3])


def licence_allowed(expression, allowed):
    """An SPDX expression with AND, OR and brackets; `/` is the old way to write OR."""
    tokens = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))

    def either(at):
        value, at = both(at)
        while at < len(tokens) and tokens[at] == "OR":
            other, at = both(at + 1)
            value = value or other
        return value, at

    def both(at):
        value, at = single(at)
        while at < len(tokens) and tokens[at] == "AND":
            other, at = single(at + 1)
            value = value and other
        return value, at

    def single(at):
        if tokens[at] == "(":
            value, at = either(at + 1)
            return value, at + 1
        name = tokens[at]
        at += 1
        if at < len(tokens) and tokens[at] == "WITH":
            name, at = f"{name} WITH {tokens[at + 1]}", at + 2
        return name in allowed, at

    return either(0)[0]


def main():
    policy = tomllib.loads((HERE / "policy.toml").read_text())
    metadata = json.loads(subprocess.check_output(["cargo", "metadata", "--locked", "--format-version", "1"]))
    allowed = set(policy["licences"]["allow"])
    exceptions = policy["licences"].get("exceptions", {})
    faults = []
    seen = 0
    for package in metadata["packages"]:
        if package["source"] is None:
            continue
        seen += 1
        name = package["name"]
        label = f"{name} {package['version']}"
        if not package["source"].startswith("registry+"):
            faults.append(f"{label}: comes from {package['source']}, only the registry is allowed")
        licence = package.get("license") or ""
        fine = licence_allowed(licence, allowed) if licence else False
        if not fine and exceptions.get(name) != (licence or "none"):
            faults.append(f"{label}: the licence “{licence or 'none'}” is not allowed")
        if name in policy["bans"]["crates"]:
            faults.append(f"{label}: banned: {policy['bans']['crates'][name]}")
        floor = policy["floors"].get(name)
        if floor and version(package["version"]) < version(floor["at_least"]) and package["version"] not in floor.get("except", []):
            faults.append(f"{label}: below its floor {floor['at_least']}")
    for fault in faults:
        print(f"policy: {fault}", file=sys.stderr)
    print(f"policy: {seen} dependencies, {len(faults)} against the policy")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
