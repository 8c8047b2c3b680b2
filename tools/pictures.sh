#!/usr/bin/env bash
# Draws the pictures of the documents with the program itself. Argument: the binary.
set -eu
cd "$(dirname "$0")/.."
draw() { "$1" --picture "docs/pictures/$2" --size 1440x900 "${@:3}"; }
mkdir -p docs/pictures
draw "$1" window-en.png --select jan22-01-omar-attack --list
draw "$1" window-ar.png --lang ar --select jan22-01-omar-attack
draw "$1" window-dark.png --theme dark --select jan22-06-baghdad-airport
"$1" render --out docs/pictures/map-ar.png --size 1200x700 --lang ar
