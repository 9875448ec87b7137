"""The checks of scripts/pages: pages.py CHROMIUM AXE REPORT...

Every page is looked at in every width and scheme of the first report, and once narrow and dark and once wide and
light of the others; what is found is told line by line, and the exit code is 1.
"""

import base64
import hashlib
import json
import pathlib
import re
import sys
import time

from chromium import BrowserError, Chromium

WIDTHS = (390, 768, 1440)
SCHEMES = ("light", "dark")
PAGES = ("dashboard.html", "officers.html")
AXE = """axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
  .then(found => found.violations.map(one =>
    `${one.id}: ${one.help} (${one.nodes.length}, first ${one.nodes[0].target.join(" ")}: `
    + `${one.nodes[0].any.map(any => any.message).join("; ")})`))"""
SIDEWAYS = """[document.documentElement.scrollWidth - innerWidth,
  ...[...document.body.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > innerWidth + 1
    && !one.closest(".scroll,.skip,.hidden,caption")).slice(0, 3).map(one => one.tagName + "." + one.className)]"""
BROKEN = "[...document.images].filter(image => !image.complete || !image.naturalWidth).length"
PLAIN = """({headings: [...document.querySelectorAll("h1,h2,h3")].map(one => one.tagName).join(""),
  layers: document.querySelectorAll(".layer, th button, input").length,
  charts: document.querySelectorAll("figure.chart").length,
  numbers: document.querySelectorAll("figure.chart table").length,
  text: document.querySelector("main").innerText.length})"""


class Look:
    """One page in one width and scheme; gathers what is wrong."""

    def __init__(self, browser, axe, file):
        self.browser, self.axe, self.file, self.found = browser, axe, file, []

    def at(self, width, scheme, axe=True, body=None, scripts=True):
        page = self.browser.page()
        where = f"{self.file.parent.name}/{self.file.name} at {width} px, {scheme}{'' if scripts else ', no scripts'}"
        try:
            page.look(width, 900, scheme, scripts)
            page.open(self.file.resolve().as_uri())
            troubles = page.troubles()
            over, *what = page.run(SIDEWAYS)
            if over > 0 or what:
                troubles.append(f"scrolls sideways by {over} px: {', '.join(what)}")
            if page.run(BROKEN):
                troubles.append("a picture is broken")
            if axe:
                # Folds are opened: what lies in them is read too.
                page.run("document.querySelectorAll('details').forEach(one => { one.open = true })")
                over, *what = page.run(SIDEWAYS)
                if over > 0 or what:
                    troubles.append(f"scrolls sideways with open folds: {', '.join(what)}")
                page.run(self.axe + "; 0")
                troubles += page.run(AXE)
                page.run("document.querySelectorAll('details').forEach(one => { one.open = false })")
            if body:
                troubles += body(page)
            self.found += [f"{where}: {trouble}" for trouble in troubles]
        except BrowserError as error:
            self.found.append(f"{where}: {error}")
        finally:
            page.close()


def tab_to(page, wanted, most=400):
    """Goes on with the tabulator until what is wanted has the focus."""
    for _ in range(most):
        page.press("Tab")
        if page.run(f"document.activeElement.matches({json.dumps(wanted)})"):
            return True
    return False


def keyboard(page):
    """What a person without a mouse does."""
    wrong = []
    page.press("Tab")
    if not page.run("document.activeElement.matches('.skip')"):
        wrong.append("the first stop is not the link to the content")
    page.press("Enter")
    if page.run("document.activeElement.id") != "content":
        wrong.append("the link to the content does not lead there")
    if page.run("document.querySelector('table.sortable th button') !== null"):
        wrong += sorting(page)
    if page.run("document.querySelector('.layer') !== null"):
        page.run("document.getElementById('content').focus()")
        wrong += values(page)
    return wrong


def sorting(page):
    # Folded tables have no stop until they are open.
    page.run("document.querySelectorAll('details').forEach(one => { one.open = true })")
    if not tab_to(page, "table.sortable th.n button"):
        return ["no button to sort by can be reached with the keyboard"]
    read = """(() => {
      const head = document.activeElement.closest("th"), table = head.closest("table");
      return {order: head.getAttribute("aria-sort"), rows: [...table.tBodies[0].rows].map(row => row.innerText),
        cells: [...table.tBodies[0].rows].map(row => row.cells[head.cellIndex].dataset.v)
          .filter(value => value !== undefined).map(Number)};
    })()"""
    wrong = []
    before = page.run(read)
    page.press("Enter")
    down = page.run(read)
    page.press(" ")
    up = page.run(read)
    if (before["order"], down["order"], up["order"]) != (None, "descending", "ascending"):
        wrong.append(f"aria-sort went {before['order']}, {down['order']}, {up['order']}")
    if down["cells"] != sorted(down["cells"], reverse=True) or up["cells"] != sorted(up["cells"]):
        wrong.append("the rows are not in the order that was asked for")
    if sorted(before["rows"]) != sorted(up["rows"]):
        wrong.append("sorting changed the rows")
    page.run("document.querySelectorAll('details').forEach(one => { one.open = false })")
    return wrong


def values(page):
    if not tab_to(page, ".layer"):
        return ["no chart can be reached with the keyboard"]
    read = """(() => {
      const layer = document.activeElement, tip = layer.querySelector(".tip"), box = tip.getBoundingClientRect();
      const frame = layer.getBoundingClientRect();
      return {text: layer.getAttribute("aria-valuetext"), now: Number(layer.getAttribute("aria-valuenow")),
        shows: layer.classList.contains("on") && box.width > 0, tip: tip.innerText,
        inside: box.left >= 0 && box.right <= innerWidth && box.top >= frame.top && box.bottom <= frame.bottom};
    })()"""
    wrong = []
    last = page.run(read)
    page.press("ArrowLeft")
    before = page.run(read)
    page.press("Home")
    first = page.run(read)
    for state in (last, before, first):
        if not state["shows"] or not state["inside"]:
            wrong.append(f"the values of {state['text']} do not show within the picture")
    if (before["now"], first["now"]) != (last["now"] - 1, 1) or len({one["text"] for one in (last, before, first)}) < 3:
        wrong.append(f"the arrows went from {last['text']} to {before['text']} to {first['text']}")
    page.press("Escape")
    if page.run(read)["shows"]:
        wrong.append("Escape does not hide the values")
    page.run("document.activeElement.blur()")
    box = page.run("""(() => { const layer = document.querySelector(".layer");
      layer.scrollIntoView({block: "center"}); const box = layer.getBoundingClientRect();
      return [box.left, box.top, box.width, box.height]; })()""")
    page.point(box[0] + box[2] / 2, box[1] + box[3] / 2)
    if not page.run("document.querySelector('.layer').classList.contains('on')"):
        wrong.append("the pointer shows no values")
    return wrong


def without_scripts(page):
    """The page is whole where scripts do not run."""
    seen = page.run(PLAIN)
    wrong = []
    if seen["layers"]:
        wrong.append("what needs a script is there without one")
    if seen["charts"] != seen["numbers"] or seen["text"] < 200:
        wrong.append(f"something is missing: {seen}")
    return wrong


def hash_of_script(file):
    """The page allows the one script whose hash its head names; a changed script needs the new one."""
    text = file.read_text()
    script = re.search(r"<script>(.*?)</script>", text, re.S)
    digest = base64.b64encode(hashlib.sha256(script.group(1).encode()).digest()).decode() if script else ""
    if script and f"'sha256-{digest}'" not in text:
        return [f"{file.name}: the script has changed; write 'sha256-{digest}' into reports/page.mustache"]
    return []


def main(chromium, axe, reports):
    started = time.monotonic()
    axe = pathlib.Path(axe).read_text()
    found, looks = [], 0
    with Chromium(chromium) as browser:
        for place, report in enumerate(reports):
            for name in PAGES:
                file = pathlib.Path(report) / name
                if not file.is_file():
                    found.append(f"{report} has no {name}")
                    continue
                found += hash_of_script(file)
                look = Look(browser, axe, file)
                if place == 0:
                    for width in WIDTHS:
                        for scheme in SCHEMES:
                            look.at(width, scheme, body=keyboard if (width, scheme) != (768, "dark") else None)
                            looks += 1
                    for width in (WIDTHS[0], WIDTHS[-1]):
                        look.at(width, "light", axe=False, body=without_scripts, scripts=False)
                        looks += 1
                else:
                    look.at(WIDTHS[0], "dark")
                    look.at(WIDTHS[-1], "light", axe=False)
                    looks += 2
                found += look.found
    for line in found:
        print("pages:", line, file=sys.stderr)
    print(f"pages: {looks} looks at {len(reports)} reports in {time.monotonic() - started:.0f} s,"
          f" {len(found) or 'nothing'} wrong")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
