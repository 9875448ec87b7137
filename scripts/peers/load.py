"""Drives both sides of the load bench in turn and prints what they took: BenchLoad and psql's copy of its rows.

Usage: load.py BENCH URL PSQL SERVER_PID FOLDER CHARACTERS ROUNDS WRITERS BATCH; URL has DATABASE for the name.
"""
import glob, os, resource, statistics, subprocess, sys, time

bench, url, psql, server, folder = sys.argv[1:6]
server = int(server)
characters, rounds, writers, batch = map(int, sys.argv[6:10])
tables = ["character_state_now", "character_state"]
tick = os.sysconf("SC_CLK_TCK")


def stat(process):
    """The fields of /proc/PID/stat from the state on; none for a process that has just ended."""
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def server_cpu():
    """CPU seconds of the server: its main process, the ones it has now and the ones that ended."""
    ticks = sum(map(int, stat(server)[11:15]))
    for folder in glob.glob("/proc/[0-9]*"):
        fields = stat(os.path.basename(folder))
        if fields and int(fields[1]) == server:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / tick


def process_cpu(process):
    return sum(map(int, stat(process)[11:13])) / tick


def children_cpu():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def sql(database, *arguments):
    command = [psql, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", url.replace("DATABASE", database)]
    subprocess.run(command + list(arguments), check=True, stdout=subprocess.DEVNULL)


def ours(database):
    """Runs the bench: per pass its observations, changed rows, wall, server and client seconds."""
    command = [bench, url.replace("DATABASE", database), "migrations"]
    command += map(str, [characters, writers, batch])
    passes = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if line == "ready\n":
                sql("postgres", "--command=checkpoint")
                before = server_cpu(), process_cpu(process.pid)
                process.stdin.write("\n")
                process.stdin.flush()
            else:
                _, observations, rows, wall = line.split()
                passes.append((
                    int(observations), int(rows), float(wall), server_cpu() - before[0],
                    process_cpu(process.pid) - before[1]))
    if process.returncode:
        sys.exit(f"BenchLoad ended with {process.returncode}")
    return passes


def peer(database, table):
    """Copies a table's rows with psql: wall, server and client seconds."""
    sql("postgres", "--command=checkpoint")
    before = server_cpu(), children_cpu(), time.monotonic()
    sql(database, f"--command=\\copy {table} from '{folder}/rows'")
    wall = time.monotonic() - before[2]
    time.sleep(0.3)  # The server counts the connection's process when it has ended, a moment after psql.
    return wall, server_cpu() - before[0], children_cpu() - before[1]


first, second, copies = [], [], {table: [] for table in tables}
for number in range(1, rounds + 1):
    print(f"round {number} of {rounds}: {characters} summaries, {writers} writers, batches of {batch}",
          file=sys.stderr)
    sql("postgres", "--command=create database load", "--command=create database copy")
    passes = ours("load")
    if passes[0][:2] != (characters, characters):
        sys.exit(f"expected {characters} new states, got {passes[0]}")
    first.append(passes[0])
    second.append(passes[1])
    # The states of the first visit, in the order in which the observations came: by the characters' turns.
    sql("load", f"--command=\\copy (select * from (select distinct on (bucket, realm_id, character_id) * from"
        " character_state order by bucket, realm_id, character_id, recorded_at) s"
        f" order by substr(name, 9)::bigint * 48271 % 86400, name) to '{folder}/rows'")
    for migration in sorted(glob.glob("migrations/*.sql")):
        sql("copy", "--single-transaction", f"--file={migration}")
    sql("copy", "--command=select ensure_partition('character_state', 12, '2026-03-02')")
    for table in tables:
        copies[table].append(peer("copy", table))
    sql("postgres", "--command=drop database load", "--command=drop database copy")


def middle(runs, place):
    return statistics.median(run[place] for run in runs)


def line(what, rows, wall, on_server, in_client):
    share = [f"{seconds / rows * 1e6:.1f}" for seconds in (on_server, in_client)]
    print(f"{what:<52}{wall:>8.2f}{rows / wall:>10.0f}{share[0]:>12}{share[1]:>12}")


changed = second[0][1]
both = [tuple(map(sum, zip(*run))) for run in zip(*copies.values())]
print(f"\nmedians. guildscope: {writers} connections, batches of {batch}, each a transaction that also locks, fences")
print("and settles the target of every observation and records the attempt; leasing is not timed. psql: one")
print("connection, one transaction per table, finished rows in the order in which the observations came.\n")
print(f"{'what':<52}{'seconds':>8}{'rows/s':>10}{'server µs':>12}{'client µs':>12}")
line("guildscope: first visit, all new, both tables", 2 * characters, *[middle(first, i) for i in (2, 3, 4)])
line("psql copy of the same rows into both tables", 2 * characters, *[middle(both, i) for i in range(3)])
for table in tables:
    line(f"    of it {table}", characters, *[middle(copies[table], i) for i in range(3)])
line(f"guildscope: second visit, {characters - changed} of {characters} unchanged", 2 * changed,
     *[middle(second, i) for i in (2, 3, 4)])
print("\nµs: CPU time per row of the series (per row written, on the second visit)")
wall = middle(first, 2)
again = middle(second, 2)
print(f"\nbench load rows_per_s={2 * characters / wall:.0f} observations_per_s={characters / wall:.0f}"
      f" revisits_per_s={characters / again:.0f} x_psql={middle(both, 0) / wall:.2f}"
      f" x_psql_history={middle(copies['character_state'], 0) / wall:.2f}"
      f" x_psql_cpu={(middle(both, 1) + middle(both, 2)) / (middle(first, 3) + middle(first, 4)):.2f}")
