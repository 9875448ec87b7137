"""Writes Tests/JobsTests/Data/croniter.csv: cron lines and their next five moments as croniter sees them.

    pip install croniter==7.0.0 && python scripts/peers/cron_croniter.py > Tests/JobsTests/Data/croniter.csv

Left out is what crons disagree about: changes of the clocks, and `*/n` beside another restricted day field.
Columns: cron line; time zone; after this moment; the moments, all in seconds since 1970.
"""

import random
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from croniter import croniter

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "sun mon tue wed thu fri sat".split()
ZONES = ["UTC", "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Seoul"]


def item(low, high):
    first = random.randint(low, high)
    last = random.randint(first, high)
    form = random.random()
    if form < 0.5 or first == last:
        return str(first)
    if form < 0.75:
        return f"{first}-{last}"
    return f"{first}-{last}/{random.randint(1, max(1, (high - low) // 3))}"


def field(low, high, names=(), star=0.4):
    form = random.random()
    if form < star:
        return "*"
    if form < star + 0.1:
        return f"*/{random.randint(2, max(2, (high - low) // 2))}"
    if names and form < star + 0.25:
        chosen = {random.choice(names) for _ in range(random.randint(1, 3))}
        return ",".join(sorted(chosen, key=names.index))
    return ",".join(item(low, high) for _ in range(random.randint(1, 3)))


def is_far_from_change(moment, zone):
    around = [datetime.fromtimestamp(moment + days * 86400, zone).utcoffset() for days in (-2, 2)]
    return around[0] == around[1]


def row():
    days, weekdays = field(1, 28, star=0.6), field(0, 6, WEEKDAYS, star=0.6)
    line = " ".join(
        [field(0, 59, star=0.1), field(0, 23, star=0.2), days, field(1, 12, MONTHS, star=0.6), weekdays]
    )
    name = random.choice(ZONES)
    start = datetime(
        random.randint(2023, 2031), random.randint(1, 12), random.randint(1, 28), random.randint(0, 23),
        random.randint(0, 59), tzinfo=timezone.utc,
    )
    if days.startswith("*/") or weekdays.startswith("*/"):
        return None
    moments = croniter(line, start.astimezone(ZoneInfo(name)))
    following = [int(moments.get_next(datetime).timestamp()) for _ in range(5)]
    if not all(is_far_from_change(moment, ZoneInfo(name)) for moment in following):
        return None
    return ";".join([line, name, str(int(start.timestamp())), " ".join(map(str, following))])


def main():
    random.seed(20260301)
    rows = []
    while len(rows) < 200:
        if found := row():
            rows.append(found)
    print("\n".join(rows))


if __name__ == "__main__":
    main()
