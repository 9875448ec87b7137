"""The peer of BenchCharts: matplotlib (Agg) draws the same data at 1120 x 600 pixels.

    charts.py line|stack|heatmap COUNT      kind, matplotlib, count, CPU seconds, bytes, peak MB, private MB
"""

import io
import resource
import sys
import time

import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plot
import numpy

BACK, INK = "#242429", "#F3F5F8"


def figure(title):
    drawn, axes = plot.subplots(figsize=(11.2, 6.0), dpi=100, facecolor=BACK)
    axes.set_facecolor(BACK)
    axes.set_title(title, color=INK, fontsize=20, loc="left")
    axes.tick_params(colors=INK, labelsize=18)
    for side in axes.spines.values():
        side.set_visible(False)
    return drawn, axes


def line():
    drawn, axes = figure("Item level still climbs")
    x = numpy.arange(52)
    y = 680 - 62 / (1 + x / 6)
    axes.fill_between(x, y - 14 + x / 8, y + 9, color="#56B4E9", alpha=0.2, linewidth=0)
    axes.plot(x, y, color="#56B4E9", linewidth=5)
    axes.grid(axis="y", color="#3B3C44")
    return drawn


def stack():
    drawn, axes = figure("Two thirds open all three")
    x = numpy.arange(12)
    base = numpy.zeros(12)
    for part, color in enumerate(("#9D9EED", "#EDA80A", "#0CA458", "#FADBBC")):
        values = 5 + (x * (part + 2)) % 7
        axes.bar(x, values, bottom=base, color=color, width=0.76, label=f"{part} slots")
        base = base + values
    axes.legend(fontsize=16, facecolor=BACK, labelcolor=INK, edgecolor=BACK)
    return drawn


def heatmap():
    drawn, axes = figure("Wednesdays are full")
    values = numpy.fromfunction(lambda row, column: (row * 7 + column * column * 3 + row * column) % 11, (8, 26))
    axes.imshow(values, aspect="auto", cmap="Blues")
    axes.set_yticks(range(8), [f"Member {row + 1}" for row in range(8)])
    return drawn


def main(kind, count):
    draw = {"line": line, "stack": stack, "heatmap": heatmap}[kind]
    size = 0
    if count > 1:
        drawn = draw()
        drawn.savefig(io.BytesIO(), format="png")
        plot.close(drawn)
    start = time.process_time()
    for _ in range(count):
        drawn = draw()
        file = io.BytesIO()
        drawn.savefig(file, format="png", facecolor=BACK)
        plot.close(drawn)
        size = len(file.getvalue())
    cpu = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    status = open("/proc/self/status").read()
    private = int(status.split("RssAnon:")[1].split()[0]) / 1024
    print(kind, "matplotlib", count, f"{cpu:.4f}", size, f"{peak:.1f}", f"{private:.1f}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
