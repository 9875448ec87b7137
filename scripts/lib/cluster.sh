# shellcheck shell=bash
# A private PostgreSQL cluster for demos, tests and benches: source this file, then
#
#   cluster_start [--test]   start (or reuse) the cluster; --test trades durability for speed;
#                            cluster_buffers=1GB gives it that much memory for pages
#   cluster_createdb NAME    create a database unless it exists
#   cluster_url NAME         print its postgresql:// URL
#   cluster_psql ARG...      psql on the cluster
#   cluster_status           true when it answers
#   cluster_stop             stop it; the data stay
#
# It listens on a unix socket and on loopback only, without a password: never keep anything in it that other
# users of this machine must not read. State lies in $GUILDSCOPE_STATE, by default .guildscope/ of the checkout.
# Works under `set -euo pipefail`. Every failure prints what happened and what to do, and returns 1.

cluster_checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cluster_state=${GUILDSCOPE_STATE:-$cluster_checkout/.guildscope}
cluster_role=guildscope

cluster__say() { printf 'cluster: %s\n' "$*" >&2; }

cluster__fail() {
    cluster__say "$1"
    cluster__say "what to do: $2"
    return 1
}

# The link (or folder) under which everything of the cluster is found.
cluster__home() { printf '%s/postgres' "$cluster_state"; }

cluster__key() { printf '%s' "$cluster_state" | cksum | cut -d' ' -f1; }

# PostgreSQL refuses to run as root: as root everything of it runs as another user.
cluster__user() {
    if [ "$(id -u)" -ne 0 ]; then
        id -un
    elif getent passwd postgres >/dev/null; then
        echo postgres
    else
        echo nobody
    fi
}

# Runs a command as the cluster's user, in a folder that user can enter.
cluster__run() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u "$(cluster__user)" -- "$@")
    else
        (cd / && "$@")
    fi
}

# The folder of the server programs: the version of the existing data, else the newest that is 15 or newer.
cluster__bin() {
    local wanted='' candidate version best='' best_version=0
    [ ! -f "$(cluster__home)/data/PG_VERSION" ] || wanted=$(cat "$(cluster__home)/data/PG_VERSION")
    for candidate in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin "$(dirname "$(command -v postgres || echo /none)")"; do
        [ -x "$candidate/initdb" ] && [ -x "$candidate/pg_ctl" ] && [ -x "$candidate/postgres" ] || continue
        version=$("$candidate/postgres" --version | sed -E 's/.* ([0-9]+).*/\1/')
        [ -z "$wanted" ] || [ "$version" = "$wanted" ] || continue
        if [ "$version" -ge 15 ] && [ "$version" -gt "$best_version" ]; then
            best=$candidate best_version=$version
        fi
    done
    if [ -n "$best" ]; then
        echo "$best"
    elif [ -n "$wanted" ]; then
        cluster__fail "the data were written by PostgreSQL $wanted, which is not installed" \
            "install postgresql-$wanted, or delete $(cluster__home) to start anew"
    else
        cluster__fail "no PostgreSQL 15 or newer found" "apt-get install postgresql postgresql-client"
    fi
}

# Where the socket lies. A unix socket's path holds 107 bytes, so a deep checkout gets a short one.
cluster__socket() {
    local place
    place=$(readlink -f "$(cluster__home)")/socket
    if [ "${#place}" -gt 85 ]; then place=/tmp/guildscope-$(cluster__key); fi
    echo "$place"
}

cluster__port() { cat "$(cluster__home)/port"; }

cluster__disk_check() {
    local free
    free=$(df -Pk "$1" | awk 'NR == 2 { print $4 }')
    if [ "${free:-0}" -lt 204800 ]; then
        cluster__fail "only $((free / 1024)) MB are free on the disk of $1" \
            "free at least 200 MB, or set GUILDSCOPE_STATE to a folder on another disk"
    fi
}

# Makes the cluster's folder, owned by its user. A checkout below a folder that this user cannot enter gets a
# folder in /var/tmp named after the checkout, and a link to it.
cluster__make_home() {
    local home user elsewhere
    home=$(cluster__home) user=$(cluster__user)
    mkdir -p "$cluster_state" || cluster__fail "cannot create $cluster_state" \
        "check the folder's owner and the free disk space" || return 1
    if [ -L "$home" ] && [ ! -d "$home" ]; then rm -f "$home"; fi
    if [ ! -e "$home" ]; then
        mkdir -m 700 "$home" || return 1
        [ "$(id -u)" -ne 0 ] || chown "$user" "$home"
    fi
    # Through the link: its folder may be one that the user cannot enter.
    if cluster__run test -w "$(readlink -f "$home")"; then return 0; fi
    if [ -e "$home/data" ]; then
        cluster__fail "the user $user cannot write $home" "chown -R $user $home, or delete it to start anew"
        return 1
    fi
    elsewhere=/var/tmp/guildscope-$(cluster__key)
    rm -rf "$home"
    [ -d "$elsewhere" ] || mkdir -m 700 "$elsewhere" || return 1
    [ "$(id -u)" -ne 0 ] || chown "$user" "$elsewhere"
    if [ -L "$elsewhere" ] || [ "$(stat -c %U "$elsewhere")" != "$user" ]; then
        cluster__fail "$elsewhere belongs to somebody else" "remove it, or set GUILDSCOPE_STATE"
        return 1
    fi
    ln -s "$elsewhere" "$home"
}

# Creates the data beside their final place and moves them there: a killed initdb leaves nothing half-made.
cluster__init() {
    local bin=$1 home log
    home=$(readlink -f "$(cluster__home)")
    log=$home/initdb.log
    [ ! -f "$home/data/PG_VERSION" ] || return 0
    cluster__disk_check "$home" || return 1
    cluster__say "creating a cluster with $("$bin/postgres" --version)"
    cluster__run rm -rf "$home/data.new" "$home/data"
    if ! cluster__run "$bin/initdb" --pgdata="$home/data.new" --username="$cluster_role" --auth=trust \
        --encoding=UTF8 --locale=C.UTF-8 --no-instructions >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        cluster__fail "initdb failed" "read $log; a full disk and a missing C.UTF-8 locale are the usual causes"
        return 1
    fi
    # Roles made members of this one log in with their password, to try out what a real server demands.
    printf '%s\n' 'local all +password_required scram-sha-256' \
        'host all +password_required 127.0.0.1/32 scram-sha-256' |
        cat - "$home/data.new/pg_hba.conf" >"$home/pg_hba.new"
    cat "$home/pg_hba.new" >"$home/data.new/pg_hba.conf"
    rm -f "$home/pg_hba.new"
    echo "include_if_exists = 'guildscope.conf'" >>"$home/data.new/postgresql.conf"
    mv "$home/data.new" "$home/data"
}

cluster__configure() {
    local home=$1 port=$2 test=$3 socket
    socket=$(cluster__socket)
    [ -d "$socket" ] || cluster__run mkdir -m 700 "$socket" || return 1
    {
        echo "listen_addresses = '127.0.0.1'"
        echo "port = $port"
        echo "unix_socket_directories = '$socket'"
        echo "unix_socket_permissions = 0700"
        echo "max_connections = $([ -n "$test" ] && echo 200 || echo 60)"
        echo "shared_buffers = ${cluster_buffers:-128MB}"
        echo "max_wal_size = 512MB"
        echo "timezone = 'UTC'"
        echo "log_timezone = 'UTC'"
        echo "lc_messages = 'C'"
        if [ -n "$test" ]; then
            printf '%s\n' 'fsync = off' 'synchronous_commit = off' 'full_page_writes = off'
        fi
    } >"$home/data/guildscope.conf"
    [ "$(id -u)" -ne 0 ] || chown "$(cluster__user)" "$home/data/guildscope.conf"
    echo "$port" >"$home/port"
}

cluster__taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A pid file that outlived its server, whose number another program has got since, would stop the start.
cluster__drop_stale_pid() {
    local file=$1/data/postmaster.pid pid
    [ -f "$file" ] || return 0
    pid=$(head -n 1 "$file")
    # A killed server stays a zombie where nothing reaps it, as in containers without an init.
    case $(sed -n 's/^Name:[[:space:]]*//p; s/^State:[[:space:]]*Z.*/zombie/p' "/proc/$pid/status" 2>/dev/null || true) in
    postgres | postmaster) ;;
    *) rm -f "$file" "$(cluster__socket)"/.s.PGSQL.* ;;
    esac
}

cluster__launch() {
    local bin=$1 test=$2 home port attempt log
    home=$(readlink -f "$(cluster__home)")
    log=$home/server.log
    cluster__drop_stale_pid "$home"
    port=5440
    [ ! -s "$home/port" ] || port=$(cluster__port)
    for attempt in {1..50}; do
        if ! cluster__taken "$port"; then
            cluster__configure "$home" "$port" "$test" || return 1
            # The lock's descriptor must not live on in the server.
            if cluster__run "$bin/pg_ctl" start --pgdata="$home/data" --log="$log" --wait --timeout=60 --silent \
                >/dev/null 2>&1 9>&-; then
                return 0
            fi
            tail -n 20 "$log" | grep -q 'Address already in use\|could not create any TCP/IP sockets' || break
        fi
        port=$((port >= 5999 ? 5440 : port + 1))
    done
    tail -n 5 "$log" >&2 || true
    if tail -n 20 "$log" 2>/dev/null | grep -q 'No space left on device'; then
        cluster__fail "PostgreSQL did not start: the disk is full" "free some disk space and try again"
    else
        cluster__fail "PostgreSQL did not start (port $port, attempt $attempt)" \
            "read $log; if the data are damaged, delete $(cluster__home) to start anew"
    fi
}

cluster_status() {
    [ -f "$(cluster__home)/port" ] || return 1
    local bin
    bin=$(cluster__bin 2>/dev/null) || return 1
    "$bin/pg_isready" --quiet --host="$(cluster__socket)" --port="$(cluster__port)"
}

cluster_start() {
    local test='' bin
    [ "${1:-}" != --test ] || test=yes
    bin=$(cluster__bin) || return 1
    cluster__make_home || return 1
    (
        # Two starts at once: the second waits, then finds the cluster running.
        if command -v flock >/dev/null; then flock 9; fi
        if cluster_status; then exit 0; fi
        cluster__init "$bin" || exit 1
        cluster__launch "$bin" "$test"
    ) 9>"$cluster_state/postgres.lock"
}

cluster_stop() {
    local bin home
    [ -f "$(cluster__home)/data/postmaster.pid" ] || return 0
    bin=$(cluster__bin) || return 1
    home=$(readlink -f "$(cluster__home)")
    cluster__drop_stale_pid "$home"
    [ -f "$home/data/postmaster.pid" ] || return 0
    cluster__run "$bin/pg_ctl" stop --pgdata="$home/data" --mode=fast --wait --timeout=60 --silent >/dev/null ||
        cluster__fail "PostgreSQL did not stop within 60 s" "look at $home/server.log"
}

cluster_psql() {
    local bin
    bin=$(cluster__bin) || return 1
    "$bin/psql" --host="$(cluster__socket)" --port="$(cluster__port)" --username="$cluster_role" \
        --no-psqlrc --set=ON_ERROR_STOP=1 "$@"
}

cluster_createdb() {
    local name=$1
    if [ -z "$(printf "select 1 from pg_database where datname = :'name'" |
        cluster_psql --dbname=postgres --set=name="$name" --tuples-only --no-align)" ]; then
        printf 'create database :"name"' | cluster_psql --dbname=postgres --set=name="$name" --quiet
    fi
}

# The URL of a database. The host is the socket's folder, given in the query because a folder has slashes.
cluster_url() {
    local socket
    socket=$(cluster__socket)
    socket=${socket//'%'/%25}
    socket=${socket//' '/%20}
    socket=${socket//'&'/%26}
    socket=${socket//'+'/%2B}
    printf 'postgresql://%s@/%s?host=%s&port=%s\n' "$cluster_role" "$1" "$socket" "$(cluster__port)"
}
