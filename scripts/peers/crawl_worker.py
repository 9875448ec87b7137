"""A straightforward worker for the crawl bench: fetches a guild's roster and its members' documents with aiohttp,
reads them with orjson and copies the rows into Postgres with asyncpg, a batch of documents at a time.

It leaves out what costs a crawl its care: leases, fencing, change detection, discoveries, the shared budget. So
what it takes is the least that such a worker needs. Usage: crawl_worker.py DATABASE_URL BASE_URL GUILD_PATH LIMIT;
prints `documents rows bytes seconds`.
"""

import asyncio
import datetime
import sys
import time
import urllib.parse

import aiohttp
import asyncpg
import orjson

CONCURRENCY, BATCH = 48, 120
REGION = "eu"

TABLES = {
    "character_state": "realm_id int, id bigint, name text, level int, class int, race int, item_level int, "
    "login timestamptz, seen timestamptz, primary key (realm_id, id, seen)",
    "equipment": "realm_id int, id bigint, slot text, item int, item_level int, enchantments int[], "
    "sockets int[], seen timestamptz, primary key (realm_id, id, slot, seen)",
    "kills": "realm_id int, id bigint, encounter int, difficulty text, kills int, last timestamptz, "
    "seen timestamptz, primary key (realm_id, id, encounter, difficulty, seen)",
    "rating": "realm_id int, id bigint, rating float8, seen timestamptz, primary key (realm_id, id, seen)",
    "run": "realm_id int, id bigint, at timestamptz, dungeon int, level int, duration bigint, timed bool, "
    "primary key (realm_id, id, at, dungeon)",
    "run_member": "realm_id int, id bigint, at timestamptz, dungeon int, member_realm int, member bigint, "
    "spec int, primary key (realm_id, id, at, dungeon, member_realm, member)",
    "achievement": "realm_id int, id bigint, achievement int, at timestamptz, "
    "primary key (realm_id, id, achievement)",
}


def moment(milliseconds):
    if milliseconds is None:
        return None
    return datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.timezone.utc)


def summary_rows(key, body, now):
    yield "character_state", (
        *key, body["name"], body["level"], body["character_class"]["id"], body["race"]["id"],
        body.get("equipped_item_level"), moment(body.get("last_login_timestamp")), now)


def equipment_rows(key, body, now):
    for item in body.get("equipped_items", []):
        enchantments = [entry["enchantment_id"] for entry in item.get("enchantments", [])]
        sockets = [entry["item"]["id"] for entry in item.get("sockets", []) if "item" in entry]
        yield "equipment", (
            *key, item["slot"]["type"], item["item"]["id"], item["level"]["value"], enchantments, sockets, now)


def raid_rows(key, body, now):
    kills = {}
    for expansion in body.get("expansions", []):
        for instance in expansion["instances"]:
            for mode in instance["modes"]:
                for encounter in mode["progress"]["encounters"]:
                    place = encounter["encounter"]["id"], mode["difficulty"]["type"]
                    kills[place] = encounter["completed_count"], moment(encounter.get("last_kill_timestamp"))
    for (encounter, difficulty), (count, last) in kills.items():
        yield "kills", (*key, encounter, difficulty, count, last, now)


def run_rows(key, runs, seen):
    for run in runs:
        at, dungeon = moment(run["completed_timestamp"]), run["dungeon"]["id"]
        if (key, at, dungeon) in seen:
            continue
        seen.add((key, at, dungeon))
        yield "run", (
            *key, at, dungeon, run["keystone_level"], run["duration"], run["is_completed_within_time"])
        for member in run["members"]:
            character = member["character"]
            yield "run_member", (
                *key, at, dungeon, character["realm"]["id"], character["id"],
                member.get("specialization", {}).get("id"))


def achievement_rows(key, body, now):
    for achievement in body.get("achievements", []):
        if "completed_timestamp" in achievement:
            yield "achievement", (*key, achievement["id"], moment(achievement["completed_timestamp"]))


class Worker:
    def __init__(self, session, pool, base):
        self.session, self.pool, self.base = session, pool, base
        self.rows = {name: [] for name in TABLES}
        self.runs = set()
        self.documents = self.bytes = self.written = self.pending = 0
        self.writing = asyncio.Lock()
        self.slots = asyncio.Semaphore(CONCURRENCY)

    async def get(self, path):
        url = f"{self.base}{path}?namespace=profile-{REGION}&locale=en_GB"
        async with self.slots:
            async with self.session.get(url) as response:
                body = await response.read()
                self.documents += 1
                self.bytes += len(body)
                return orjson.loads(body) if response.status == 200 else None

    async def keep(self, rows):
        for table, row in rows:
            self.rows[table].append(row)
        self.pending += 1
        if self.pending >= BATCH:
            await self.flush()

    async def flush(self):
        async with self.writing:
            batch, self.rows, self.pending = self.rows, {name: [] for name in TABLES}, 0
            async with self.pool.acquire() as connection, connection.transaction():
                for table, rows in batch.items():
                    if rows:
                        await connection.copy_records_to_table(table, records=rows)
                        self.written += len(rows)

    async def member(self, character):
        name = urllib.parse.quote(character["name"].lower(), safe="")
        path = f"/profile/wow/character/{character['realm']['slug']}/{name}"
        key = character["realm"]["id"], character["id"]
        now = datetime.datetime.now(datetime.timezone.utc)
        summary = await self.get(path)
        if summary is None:
            return
        await self.keep(summary_rows(key, summary, now))
        for part, rows in (
            ("/equipment", equipment_rows), ("/encounters/raids", raid_rows), ("/achievements", achievement_rows),
        ):
            body = await self.get(path + part)
            if body is not None:
                await self.keep(rows(key, body, now))
        profile = await self.get(path + "/mythic-keystone-profile")
        if profile is None:
            return
        rating = (profile.get("current_mythic_rating") or {}).get("rating")
        rows = [("rating", (*key, rating, now))]
        rows += run_rows(key, profile["current_period"].get("best_runs", []), self.runs)
        await self.keep(rows)
        if profile.get("seasons"):
            season = max(entry["id"] for entry in profile["seasons"])
            body = await self.get(f"{path}/mythic-keystone-profile/season/{season}")
            if body is not None:
                await self.keep(run_rows(key, body.get("best_runs", []), self.runs))


async def main():
    database, base, guild, limit = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    pool = await asyncpg.create_pool(database, min_size=1, max_size=4)
    async with pool.acquire() as connection:
        for name, columns in TABLES.items():
            await connection.execute(f"create table {name} ({columns})")
    timeout = aiohttp.ClientTimeout(total=60)
    connector = aiohttp.TCPConnector(limit=CONCURRENCY)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
        login = {"Authorization": aiohttp.encode_basic_auth("guildscope", "guildscope")}
        form = {"grant_type": "client_credentials"}
        async with session.post(f"{base}/oauth/token", data=form, headers=login) as response:
            token = (await response.json())["access_token"]
        session.headers["Authorization"] = f"Bearer {token}"
        worker = Worker(session, pool, base)
        start = time.perf_counter()
        roster = await worker.get(f"/data/wow/guild/{guild}/roster")
        members = [entry["character"] for entry in roster["members"] if entry["character"]["level"] >= 10]
        waiting = iter(members)

        async def work():
            for character in waiting:
                if worker.documents >= limit:
                    return
                await worker.member(character)

        await asyncio.gather(*(work() for _ in range(CONCURRENCY)))
        await worker.flush()
        print(worker.documents, worker.written, worker.bytes, time.perf_counter() - start)
    await pool.close()


asyncio.run(main())
