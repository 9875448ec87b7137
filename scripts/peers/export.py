"""Exports a large series in turn with guildscope and with psql's copy, and prints what they took.

Usage: export.py GUILDSCOPE URL PSQL FOLDER CHARACTERS STATES ROUNDS; URL has DATABASE for the name.
"""
import os, statistics, subprocess, sys, time

program, url, psql, folder = sys.argv[1:5]
characters, states, rounds = map(int, sys.argv[5:8])
rows = characters * states
url = url.replace("DATABASE", "export")
environment = dict(os.environ, DATABASE_URL=url, GUILDSCOPE_HOME=os.getcwd(), GUILDSCOPE_BASE_URL="http://127.0.0.1:1")
columns = ("bucket, realm_id, character_id, name, realm_slug, level, class_id, race_id, faction, specialization_id,"
           " guild_realm_id, guild_id, achievement_points, average_item_level, equipped_item_level, last_login_at,"
           " valid_from, recorded_at, unchanged_until")


def sql(*commands, database=url):
    subprocess.run([psql, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", database,
                    *[f"--command={command}" for command in commands]], check=True, stdout=subprocess.DEVNULL)


def measured(command):
    """Wall seconds, CPU seconds and peak megabytes of a program; only its own, not the server's."""
    started = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(errors.decode())
    return time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


sql("create database export", database=sys.argv[2].replace("DATABASE", "postgres"))
subprocess.run([program, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
# As a crawl leaves it: round after round, within a round not in the order of keys; 40 realms.
print(f"making {rows} states of {characters} characters", file=sys.stderr)
sql("select ensure_partition('character_state', 12, '2026-03-01')",
    *[f"""insert into character_state
    select 768 + c % 40, c % 40, c, 'Hero' || c, 'vale-of-tests', 90, c % 13 + 1, c % 30 + 1, 'HORDE', 64 + c % 7, 1, 9,
        1000 + c % 9000, 600 + {state}, 598 + {state}, moment, moment, moment + interval '1 hour', moment, {state}
    from (select (i * 48271::bigint) % {characters} as c from generate_series(1, {characters}) i) k,
        lateral (select timestamptz '2026-03-01' + {state} * interval '1 day' + c % 86400 * interval '1 second' as moment) m
    """ for state in range(states)], "vacuum analyze character_state", "checkpoint")

sides = {
    "guildscope export, in the order of the key": [
        program, "export", "--all", "--tables", "character_state", "--out", f"{folder}/ours"],
    "psql \\copy to, in the order of the heap": [
        psql, "--no-psqlrc", url, f"--command=\\copy (select {columns} from character_state) to '{folder}/peer' csv header"],
    "psql \\copy to, in the order of the key": [
        psql, "--no-psqlrc", url, f"--command=\\copy (select {columns} from character_state order by bucket, realm_id,"
        f" character_id, recorded_at) to '{folder}/ordered' csv header"],
}
runs = {side: [] for side in sides}
for number in range(1, rounds + 1):
    print(f"round {number} of {rounds}", file=sys.stderr)
    for side, command in sides.items():
        runs[side].append(measured(command))

with open(f"{folder}/ours/character_state.csv", "rb") as file:
    lines = sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
if lines != rows + 1:
    sys.exit(f"{lines} lines instead of {rows + 1}")

print(f"\nmedians of {rounds}, {rows} rows, {os.path.getsize(f'{folder}/ours/character_state.csv') / 1e6:.0f} MB\n")
print(f"{'what':<46}{'seconds':>9}{'rows/s':>10}{'client CPU s':>14}{'peak MB':>9}")
middle = {}
for side, taken in runs.items():
    middle[side] = [statistics.median(run[place] for run in taken) for place in range(3)]
    wall, cpu, peak = middle[side]
    print(f"{side:<46}{wall:>9.1f}{rows / wall:>10.0f}{cpu:>14.1f}{peak:>9.0f}")
ours, heap, ordered = middle.values()
print(f"\nbench export rows_per_s={rows / ours[0]:.0f} peak_mb={ours[2]:.0f} x_psql={heap[0] / ours[0]:.2f}"
      f" x_psql_ordered={ordered[0] / ours[0]:.2f} x_limit={100 / ours[2]:.2f}")
