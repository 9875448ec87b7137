"""Drives both sides of the load bench in turn and prints what they took: BenchLoad and psql's copy of its rows.

Usage: load.py states|summaries|growth BENCH URL PSQL SERVER_PID FOLDER CHARACTERS ROWS ROUNDS WRITERS BATCH; URL has
DATABASE for the name.
"""
import glob, os, resource, statistics, subprocess, sys, time

what, bench, url, psql, server, folder = sys.argv[1:7]
server = int(server)
characters, rows, rounds, writers, batch = map(int, sys.argv[7:12])
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


def ask(database, query):
    command = [psql, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", url.replace("DATABASE", database)]
    return subprocess.run(command + ["--command", query], check=True, stdout=subprocess.PIPE, text=True).stdout


def size(database):
    """Bytes of all tables and indexes of the schema."""
    return int(ask(database, "select sum(pg_total_relation_size(c.oid)) from pg_class c"
                   " where relnamespace = 'public'::regnamespace and relkind = 'r'"))


def ours(database, form, characters, *more):
    """Runs the bench: for each pass by name its observations, changed rows, wall, server and client seconds, and
    the bytes of the database when it began."""
    command = [bench, form, url.replace("DATABASE", database), "migrations"]
    command += map(str, [characters, writers, batch, *more])
    passes, sizes = {}, {}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            word, *rest = line.split()
            if word == "ready":
                if rest[0] not in passes:
                    passes[rest[0]] = [0] * 5
                    sizes[rest[0]] = size(database)
                    sql("postgres", "--command=checkpoint")
                before = server_cpu(), process_cpu(process.pid)
                process.stdin.write("\n")
                process.stdin.flush()
            else:
                took = [int(rest[0]), int(rest[1]), float(rest[2]), server_cpu() - before[0],
                        process_cpu(process.pid) - before[1]]
                passes[word] = [sum(pair) for pair in zip(passes[word], took)]
    if process.returncode:
        sys.exit(f"BenchLoad ended with {process.returncode}")
    return passes, sizes


def peer(database, table):
    """Copies the file of rows with psql: wall, server and client seconds."""
    sql("postgres", "--command=checkpoint")
    before = server_cpu(), children_cpu(), time.monotonic()
    sql(database, f"--command=\\copy {table} from '{folder}/rows'")
    wall = time.monotonic() - before[2]
    time.sleep(0.3)  # The server counts the connection's process when it has ended, a moment after psql.
    return wall, server_cpu() - before[0], children_cpu() - before[1]


def create(*databases):
    sql("postgres", *[f"--command=create database {name}" for name in databases])


def drop(*databases):
    sql("postgres", *[f"--command=drop database {name}" for name in databases])


def migrate(database):
    for migration in sorted(glob.glob("migrations/*.sql")):
        sql(database, "--single-transaction", f"--file={migration}")


def middle(runs, place):
    return statistics.median(run[place] for run in runs)


def line(what, rows, wall, on_server, in_client):
    share = [f"{seconds / rows * 1e6:.1f}" for seconds in (on_server, in_client)]
    print(f"{what:<58}{wall:>8.2f}{rows / wall:>10.0f}{share[0]:>12}{share[1]:>12}")


def heading():
    print(f"\nmedians. guildscope: {writers} connections, batches of {batch} documents, each a transaction that also")
    print("locks, fences and settles the target of every document and records the attempt; leasing is not timed.")
    print("psql: one connection, one transaction per table, rows in the order in which the observations came.\n")
    print(f"{'what':<58}{'seconds':>8}{'rows/s':>10}{'server µs':>12}{'client µs':>12}")


# Each observation as it was told, with names and lists. "plain" stores texts and lists as the current states do,
# with four bytes of length; "packed" as PostgreSQL does unless told otherwise, with one.
plain_table = """
create table packed (
    bucket smallint not null, realm_id integer not null, character_id bigint not null, slot text not null,
    item_id integer, name text, quality text, item_level smallint, bonuses integer[], enchantments integer[],
    sockets integer[], set_id integer, limit_category text,
    valid_from timestamptz not null, recorded_at timestamptz not null, unchanged_until timestamptz,
    generation bigint not null, primary key (bucket, realm_id, character_id, slot, recorded_at));
create table plain (like packed including all);
alter table plain alter slot set storage plain, alter name set storage plain, alter quality set storage plain,
    alter bonuses set storage plain, alter enchantments set storage plain, alter sockets set storage plain,
    alter limit_category set storage plain"""


def states():
    """Equipment: 16 rows a document, four in five of them unchanged, beside a table of all observed rows."""
    runs, copies, stored, first = [], [], [], []
    subprocess.run([bench, "rows", f"{folder}/rows", str(characters), str(rows)], check=True)
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds}: {rows} rows of equipment, {writers} writers", file=sys.stderr)
        create("load", "copy")
        passes, sizes = ours("load", "states", characters, rows)
        first.append(passes["first"])
        runs.append(passes["again"])
        grown, counts = size("load") - sizes["again"], passes["again"][:2]
        if counts[0] != rows // 16 or abs(counts[1] / rows - 0.2) > 0.001:
            sys.exit(f"expected a fifth of {rows} rows to have changed, got {counts}")
        sql("copy", "--command=" + plain_table)
        copies.append(peer("copy", "plain"))
        sql("copy", f"--command=\\copy packed from '{folder}/rows'")
        stored.append((grown, *[int(ask("copy", f"select pg_total_relation_size('{table}')"))
                                for table in ("plain", "packed")]))
        report("load", sizes["again"])
        drop("load", "copy")
    seen = rows // 16 * 16
    heading()
    line("guildscope: rows of known equipment, 80 % unchanged", seen, *[middle(runs, i) for i in (2, 3, 4)])
    line("psql copy of the same rows into one plain table", seen, *[middle(copies, i) for i in range(3)])
    line("guildscope: first visit, all new", 16 * characters, *[middle(first, i) for i in (2, 3, 4)])
    mine, plain, packed = (middle(stored, i) / seen for i in range(3))
    print(f"\nbytes stored per row seen: {mine:.1f}, plain table {plain:.0f}, packed {packed:.0f}")
    return (f"rows_per_s={seen / middle(runs, 2):.0f} x_psql={middle(copies, 0) / middle(runs, 2):.2f}"
            f" x_psql_cpu={(middle(copies, 1) + middle(copies, 2)) / (middle(runs, 3) + middle(runs, 4)):.2f}"
            f" bytes_per_row={mine:.1f} x_plain_bytes={plain / mine:.2f} x_packed_bytes={packed / mine:.2f}")


def report(database, before):
    """Where the bytes are."""
    tables = ask(database, "select c.relname, pg_table_size(c.oid) / 1000, pg_indexes_size(c.oid) / 1000"
                 " from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'"
                 " and pg_total_relation_size(c.oid) > 1000000 order by 2 desc")
    print(f"tables (kB, indexes kB), {before / 1e6:.0f} MB before:", tables.replace("\n", "; "), file=sys.stderr)


def summaries():
    """First sights: every row is new, beside a copy into the two tables that hold it."""
    tables = ["character_state_now", "character_state"]
    first, second, copies = [], [], {table: [] for table in tables}
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds}: {characters} summaries, {writers} writers", file=sys.stderr)
        create("load", "copy")
        passes, _ = ours("load", "summaries", characters)
        if passes["visit0"][:2] != [characters, characters]:
            sys.exit(f"expected {characters} new states, got {passes['visit0']}")
        first.append(passes["visit0"])
        second.append(passes["visit1"])
        # The states of the first visit, in the order in which the observations came: by the characters' turns.
        sql("load", "--command=\\copy (select * from (select distinct on (bucket, realm_id, character_id) * from"
            " character_state order by bucket, realm_id, character_id, recorded_at) s"
            f" order by substr(name, 9)::bigint * 48271 % 86400, name) to '{folder}/rows'")
        migrate("copy")
        sql("copy", "--command=select ensure_partition('character_state', 12, '2026-03-02')")
        for table in tables:
            copies[table].append(peer("copy", table))
        drop("load", "copy")
    changed = second[0][1]
    both = [tuple(map(sum, zip(*run))) for run in zip(*copies.values())]
    heading()
    line("guildscope: summaries, all new, both tables", 2 * characters, *[middle(first, i) for i in (2, 3, 4)])
    line("psql copy of the same rows into both tables", 2 * characters, *[middle(both, i) for i in range(3)])
    for table in tables:
        line(f"    of it {table}", characters, *[middle(copies[table], i) for i in range(3)])
    line(f"guildscope: second visit, {characters - changed} of {characters} unchanged", 2 * changed,
         *[middle(second, i) for i in (2, 3, 4)])
    print("\nµs: CPU time per row of the series (per row written, on the second visit)")
    wall = middle(first, 2)
    return (f"first_rows_per_s={2 * characters / wall:.0f} first_observations_per_s={characters / wall:.0f}"
            f" revisits_per_s={characters / middle(second, 2):.0f} first_x_psql={middle(both, 0) / wall:.2f}"
            f" first_x_psql_history={middle(copies['character_state'], 0) / wall:.2f}")


def growth():
    """Ten times as many characters each time, everybody looked at 25 times."""
    print(f"\n{'rows seen':>12}{'bytes/row':>12}{'seconds':>10}{'wall µs/row':>14}{'server µs/row':>16}")
    ends = []
    seen = 100_000
    while seen <= rows:
        crowd = seen // 400
        create("load")
        passes, sizes = ours("load", "states", crowd, 24 * 16 * crowd)
        stored = size("load") - sizes["first"]
        wall, on_server = (passes["first"][i] + passes["again"][i] for i in (2, 3))
        print(f"{seen:>12}{stored / seen:>12.1f}{wall:>10.2f}{wall / seen * 1e6:>14.2f}{on_server / seen * 1e6:>16.2f}",
              flush=True)
        ends.append((stored / seen, wall / seen))
        drop("load")
        seen *= 10
    return (f"growth_bytes={ends[-1][0]:.1f} x_growth_bytes={ends[0][0] / ends[-1][0]:.2f}"
            f" x_growth_time={ends[0][1] / ends[-1][1]:.2f}")


print("bench load " + {"states": states, "summaries": summaries, "growth": growth}[what]())
