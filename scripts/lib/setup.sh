# shellcheck shell=bash
# What the commands need on the machine: source this file, then
#
#   setup_packages [EXTRA...]   install the missing Debian packages
#   setup_swift                 check the toolchain
#   setup_disk MEGABYTES        check the free space of the checkout
#   setup_venv NAME==VERSION... python packages in .venv, for benches and end-to-end checks
#
# Every failure prints what happened and what to do, and returns 1.

setup_checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

setup_libraries=(
    libcurl4-openssl-dev libpq-dev libpng-dev zlib1g-dev libdeflate-dev libpango1.0-dev libcairo2-dev
    libsimdjson-dev fonts-dejavu-core fonts-noto-cjk pkg-config postgresql postgresql-client python3
)

setup__say() { printf '%s\n' "$*" >&2; }

setup__fail() {
    setup__say "problem: $1"
    setup__say "what to do: $2"
    return 1
}

setup__missing() {
    local package
    for package in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
    done
}

setup_packages() {
    local missing sudo=()
    if ! command -v apt-get >/dev/null; then
        setup__fail "this machine has no apt-get" \
            "install by hand what stands for: ${setup_libraries[*]} $*"
        return 1
    fi
    mapfile -t missing < <(setup__missing "${setup_libraries[@]}" "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            setup__fail "missing packages and no sudo: ${missing[*]}" "as root: apt-get install ${missing[*]}"
            return 1
        fi
        sudo=(sudo)
    fi
    setup__say "installing: ${missing[*]}"
    # Debian's postgresql starts a server of its own after installation; ours is private, so it must not.
    if [ ! -d /etc/postgresql-common ]; then
        "${sudo[@]}" mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' | "${sudo[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    if ! "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive sh -c \
        "apt-get update -qq && apt-get install -y -qq --no-install-recommends ${missing[*]}" >/tmp/guildscope-apt.log 2>&1; then
        tail -n 5 /tmp/guildscope-apt.log >&2
        setup__fail "apt-get could not install ${missing[*]}" \
            "read /tmp/guildscope-apt.log; no network and another apt running are the usual causes"
    fi
}

setup_swift() {
    local wanted found
    wanted=$(cut -d. -f1,2 "$setup_checkout/.swift-version")
    if ! command -v swift >/dev/null; then
        setup__fail "swift is not on the PATH" "install Swift $wanted or newer from https://www.swift.org/install"
        return 1
    fi
    found=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' | head -n 1)
    if [ "$(printf '%s\n%s\n' "$wanted" "${found:-0}" | sort -V | head -n 1)" != "$wanted" ]; then
        setup__fail "Swift ${found:-of unknown version} is too old" "install Swift $wanted or newer"
    fi
}

setup_disk() {
    local free
    free=$(df -Pm "$setup_checkout" | awk 'NR == 2 { print $4 }')
    if [ "${free:-0}" -lt "$1" ]; then
        setup__fail "only $free MB are free for the checkout" "free at least $1 MB: the build needs most of it"
    fi
}

setup_venv() {
    local venv=$setup_checkout/.venv
    if [ ! -x "$venv/bin/python" ] && ! python3 -m venv "$venv" 2>/dev/null; then
        rm -rf "$venv"
        setup_packages python3-venv || return 1
        python3 -m venv "$venv" || return 1
    fi
    if ! "$venv/bin/pip" install --quiet --disable-pip-version-check "$@" >&2; then
        setup__fail "pip could not install: $*" "check the network and the package index that pip uses"
    fi
}
