"""The peers of BenchHazard: scikit-learn on CDNOW, the customers of a record shop, and the judge of all.

    hazard.py rows FILE              a line per customer and moment: part, group, outcome, features
    hazard.py score FILE OURS        the table

The event is that a customer buys nothing in the next 13 weeks. Half of the customers teach with what was known after
13, 26 and 39 weeks, the other half is told of after 52 weeks, when none of what happens to them has taught: customers
and times of the test are both new. Features use purchases up to the moment alone.
"""

import math
import sys
import time

FEATURES = ("recency", "frequency", "tenure", "recent purchases", "money", "discs", "gap", "share of tenure silent")


def transactions():
    """Days since 1 January 1997 and money by customer, in order."""
    import datetime
    import os
    import lifetimes.datasets
    path = os.path.join(os.path.dirname(lifetimes.datasets.__file__), "CDNOW_master.txt")
    first = datetime.date(1997, 1, 1)
    customers = {}
    for line in open(path).readlines()[1:]:
        cells = line.split()
        day = datetime.datetime.strptime(cells[1], "%Y%m%d").date()
        customers.setdefault(int(cells[0]), []).append(((day - first).days, int(cells[2]), float(cells[3])))
    return {customer: sorted(bought) for customer, bought in customers.items()}


def row(bought, moment):
    """What was known at a moment, and whether nothing was bought in the 91 days after; None before the first."""
    known = [one for one in bought if one[0] < moment]
    if not known:
        return None
    days = sorted({one[0] for one in known})
    recency = moment - days[-1]
    tenure = moment - days[0]
    features = (
        math.log1p(recency / 7), math.log1p(len(days) - 1), math.log1p(tenure / 7),
        math.log1p(sum(1 for day in days if moment - day <= 91)),
        math.log1p(sum(one[2] for one in known)), math.log1p(sum(one[1] for one in known)),
        math.log1p((days[-1] - days[0]) / 7 / max(1, len(days) - 1)), recency / tenure)
    return features, not any(moment <= one[0] < moment + 91 for one in bought)


def write_rows(path):
    with open(path, "w") as file:
        for customer, bought in sorted(transactions().items()):
            # Neighbouring numbers began on the same day: a digit decides, not the half of the list.
            teaches = customer % 2 == 0
            for moment in (91, 182, 273) if teaches else (364,):
                known = row(bought, moment)
                if known:
                    print("learn" if teaches else "tell", customer // 2, int(known[1]),
                          *(repr(cell) for cell in known[0]), sep="\t", file=file)


def read(path):
    learn, tell = [], []
    for line in open(path):
        cells = line.rstrip("\n").split("\t")
        (learn if cells[0] == "learn" else tell).append(([float(cell) for cell in cells[3:]], int(cells[2])))
    return learn, tell


def slope(chances, outcomes):
    from sklearn.linear_model import LogisticRegression
    import numpy
    held = numpy.clip(chances, 1e-12, 1 - 1e-12)
    odds = numpy.log(held / (1 - held)).reshape(-1, 1)
    return LogisticRegression(C=1e9, max_iter=1000).fit(odds, outcomes).coef_[0][0]


def score(path, ours):
    import numpy
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    learn, tell = read(path)
    x, y = (numpy.array(part) for part in zip(*learn))
    future, outcomes = (numpy.array(part) for part in zip(*tell))
    lines = [line.split() for line in open(ours)]
    told = {"guildscope": numpy.array([float(line[1]) for line in lines if line[0] == "chance"])}
    seconds = {"guildscope": float(next(line[4] for line in lines if line[0] == "model"))}
    told["base rate"] = numpy.full(len(outcomes), y.mean())
    seconds["base rate"] = 0
    for name, model in (
        ("logistic regression", make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))),
        ("gradient boosting", HistGradientBoostingClassifier(random_state=1)),
    ):
        started = time.process_time()
        model.fit(x, y)
        seconds[name] = time.process_time() - started
        told[name] = model.predict_proba(future)[:, 1]
    print(f"{len(learn)} rows teach, {len(tell)} are told; nothing bought: {y.mean():.3f} and {outcomes.mean():.3f}\n")
    print("| method | AUC | Brier | log loss | calibration slope | mean chance | CPU s |\n|---|---|---|---|---|---|---|")
    result = {}
    for name, chances in told.items():
        auc = roc_auc_score(outcomes, chances)
        brier = brier_score_loss(outcomes, chances)
        steep = float("nan") if name == "base rate" else slope(chances, outcomes)
        result[name] = auc, brier, steep
        print(f"| {name} | {auc:.4f} | {brier:.4f} | {log_loss(outcomes, chances):.4f} | {steep:.3f}"
              f" | {chances.mean():.3f} | {seconds[name]:.2f} |")
    (auc, brier, steep), logit, trees = (
        result["guildscope"], result["logistic regression"], result["gradient boosting"])
    print(f"\nbench hazard n={len(tell)} auc={auc:.4f} brier={brier:.4f} slope={steep:.3f}"
          f" logistic_auc={logit[0]:.4f} logistic_brier={logit[1]:.4f} logistic_slope={logit[2]:.3f}"
          f" boosting_auc={trees[0]:.4f} boosting_brier={trees[1]:.4f} boosting_slope={trees[2]:.3f}"
          f" x_logistic_brier={logit[1] / brier:.3f} x_boosting_brier={trees[1] / brier:.3f}")


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "rows":
        write_rows(sys.argv[2])
    elif len(sys.argv) == 4 and sys.argv[1] == "score":
        score(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)
