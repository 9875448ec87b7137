# shellcheck shell=bash
# A simulated Battle.net for benches: source this file after setup.sh and cluster.sh, then
#
#   simulator_scene NAME      a cluster, a migrated database NAME; sets DATABASE_URL and guildscope
#   simulator_start ARGS...   the simulator with these arguments; sets GUILDSCOPE_BASE_URL
#   simulator_end             stops both
#
# The state lies in GUILDSCOPE_STATE.

simulator_pid=''

simulator_scene() {
    swift build -c release --static-swift-stdlib --product guildscope >&2
    guildscope=$(swift build -c release --static-swift-stdlib --show-bin-path)/guildscope
    cluster_start --test
    cluster_psql --dbname=postgres --quiet --command="drop database if exists $1"
    cluster_createdb "$1"
    DATABASE_URL=$(cluster_url "$1")
    export DATABASE_URL
    # The simulator sets no limits here: what is measured is the crawl, not the waiting.
    export GUILDSCOPE_REQUESTS_PER_SECOND=20000 GUILDSCOPE_REQUESTS_PER_HOUR=50000000
    "$guildscope" migrate >/dev/null
}

simulator_start() {
    local port_file=$GUILDSCOPE_STATE/simulator.port
    rm -f "$port_file"
    "$guildscope" simulate --port-file "$port_file" "$@" >/dev/null 2>&1 &
    simulator_pid=$!
    for _ in {1..600}; do
        [ ! -s "$port_file" ] || break
        sleep 0.1
    done
    GUILDSCOPE_BASE_URL=http://127.0.0.1:$(cat "$port_file")
    export GUILDSCOPE_BASE_URL
}

simulator_end() {
    [ -z "$simulator_pid" ] || kill "$simulator_pid" 2>/dev/null || true
    cluster_stop || true
}
