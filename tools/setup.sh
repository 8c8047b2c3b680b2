#!/usr/bin/env bash
# Installs what Marsad needs and this system lacks; says exactly what is missing where it cannot.
set -eu

packages=()
need_file() { # need_file LIBRARY PACKAGE
    ldconfig -p 2>/dev/null | grep -q "$1" || packages+=("$2")
}
missing_tool() {
    echo "marsad: $1 is missing. $2" >&2
    exit 1
}

command -v cargo >/dev/null || missing_tool "cargo (Rust 1.95)" "Install Rust with rustup: the toolchain 1.95 or newer."
rustc --version >/dev/null 2>&1 || missing_tool "a Rust toolchain" "Run: rustup default stable"
have=$(rustc --version | sed -E 's/^rustc ([0-9]+)\.([0-9]+).*/\1 \2/')
read -r major minor <<<"$have"
if [ "$major" -lt 1 ] || { [ "$major" -eq 1 ] && [ "$minor" -lt 95 ]; }; then
    missing_tool "Rust 1.95" "This is $(rustc --version); update it with rustup."
fi
command -v cc >/dev/null || missing_tool "a C compiler" "On Debian: apt-get install gcc libc6-dev."

if [ "$(uname -s)" = Linux ]; then
    # The window's libraries are opened while running; drawing a picture needs none of them.
    need_file libvulkan.so.1 libvulkan1
    [ -e /usr/share/vulkan/icd.d ] && ls /usr/share/vulkan/icd.d/*.json >/dev/null 2>&1 || packages+=(mesa-vulkan-drivers)
    need_file libX11.so.6 libx11-6
    need_file libX11-xcb.so.1 libx11-xcb1
    need_file libXcursor.so.1 libxcursor1
    need_file libXi.so.6 libxi6
    need_file libXrandr.so.2 libxrandr2
    need_file libxkbcommon.so.0 libxkbcommon0
    need_file libxkbcommon-x11.so.0 libxkbcommon-x11-0
    need_file libwayland-client.so.0 libwayland-client0
    # The Unicode conformance file that the text tests read.
    [ -e /usr/share/unicode/BidiCharacterTest.txt ] || [ -e /usr/share/unicode/ucd/BidiCharacterTest.txt ] || packages+=(unicode-data)
    # For the policy on dependencies.
    command -v python3 >/dev/null || packages+=(python3)
    if [ ${#packages[@]} -gt 0 ]; then
        if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
            echo "marsad: installing ${packages[*]}"
            apt-get update -qq
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
        else
            echo "marsad: missing: ${packages[*]}" >&2
            echo "marsad: install them as root: apt-get install ${packages[*]} (or your system's packages of the same libraries)" >&2
            # A picture can be drawn without any of them.
            [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || exit 1
        fi
    fi
fi
