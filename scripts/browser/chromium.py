"""Headless Chromium over its debugging pipe: no port, no driver, nothing but the browser and Python itself."""

import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class BrowserError(Exception):
    """What the browser refused to do."""


class Chromium:
    """One browser with a profile of its own, which goes when it does."""

    def __init__(self, program, patience=60):
        self.patience = patience
        self.profile = tempfile.mkdtemp(prefix="guildscope-chromium-")
        ours, its_answers = os.pipe()
        its_orders, orders = os.pipe()
        # The browser reads its orders from descriptor 3 and answers on 4; high numbers first, so that neither
        # of the two is overwritten before it is copied.
        its_orders, its_answers = (self._above(its_orders, 10), self._above(its_answers, 11))
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$0" "$@" 3<&{its_orders} 4>&{its_answers}', program, "--headless=new",
             "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions",
             "--no-first-run", "--disable-background-networking", "--hide-scrollbars",
             "--force-color-profile=srgb", f"--user-data-dir={self.profile}", "--remote-debugging-pipe",
             "about:blank"],
            pass_fds=(its_orders, its_answers), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(its_orders)
        os.close(its_answers)
        self.reading, self.writing = ours, orders
        self.buffer = b""
        self.number = 0
        self.events = []

    @staticmethod
    def _above(descriptor, least):
        import fcntl
        copy = fcntl.fcntl(descriptor, fcntl.F_DUPFD, least)
        os.close(descriptor)
        return copy

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.send("Browser.close")
        except (BrowserError, OSError):
            self.process.kill()
        self.process.wait(self.patience)
        os.close(self.reading)
        os.close(self.writing)
        shutil.rmtree(self.profile, ignore_errors=True)

    def send(self, method, session=None, **parameters):
        """One order and its answer; what happens meanwhile is kept in `events`."""
        self.number += 1
        order = {"id": self.number, "method": method, "params": parameters}
        if session:
            order["sessionId"] = session
        data = json.dumps(order).encode() + b"\0"
        while data:
            data = data[os.write(self.writing, data):]
        while True:
            message = self.receive()
            if message.get("id") == order["id"]:
                if "error" in message:
                    raise BrowserError(f"{method}: {message['error'].get('message')}")
                return message["result"]
            if "method" in message:
                self.events.append(message)

    def receive(self):
        until = time.monotonic() + self.patience
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.reading], [], [], max(0, until - time.monotonic()))
            if not ready:
                raise BrowserError(f"the browser said nothing for {self.patience} s")
            data = os.read(self.reading, 1 << 20)
            if not data:
                raise BrowserError("the browser has gone")
            self.buffer += data
        message, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(message)

    def page(self):
        """A new, empty page."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Page(self, target, session)


class Page:
    """One tab."""

    def __init__(self, browser, target, session):
        self.browser, self.target, self.session = browser, target, session
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method, **parameters):
        return self.browser.send(method, self.session, **parameters)

    def close(self):
        self.browser.send("Target.closeTarget", targetId=self.target)

    def look(self, width, height, scheme, scripts=True):
        """How wide, how bright, and whether scripts run; for what is opened next."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=False)
        self.send("Emulation.setEmulatedMedia", media="screen",
                  features=[{"name": "prefers-color-scheme", "value": scheme},
                            {"name": "prefers-reduced-motion", "value": "reduce"}])
        self.send("Emulation.setScriptExecutionDisabled", value=not scripts)

    def open(self, address):
        self.browser.events.clear()
        self.send("Page.navigate", url=address)
        until = time.monotonic() + self.browser.patience
        while not self.saw("Page.loadEventFired"):
            if time.monotonic() > until:
                raise BrowserError(f"{address} did not load within {self.browser.patience} s")
            message = self.browser.receive()
            if "method" in message:
                self.browser.events.append(message)

    def saw(self, method):
        return [event["params"] for event in self.browser.events
                if event["method"] == method and event.get("sessionId") == self.session]

    def run(self, script):
        """What a script of ours says; runs even where the page's own scripts do not."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description") or details.get("text"))
        return answer["result"].get("value")

    def press(self, key, code=None, text=None, modifiers=0):
        numbers = {"Tab": 9, "Enter": 13, " ": 32, "ArrowLeft": 37, "ArrowRight": 39, "Home": 36, "End": 35,
                   "Escape": 27}
        common = {"key": key, "code": code or key, "windowsVirtualKeyCode": numbers.get(key, 0),
                  "modifiers": modifiers}
        text = {"Enter": "\r", " ": " "}.get(key)
        self.send("Input.dispatchKeyEvent", type="keyDown", **common, **({"text": text} if text else {}))
        self.send("Input.dispatchKeyEvent", type="keyUp", **common)

    def point(self, x, y):
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def troubles(self):
        """Errors and warnings of the console, exceptions, and requests that left the page."""
        found = []
        for event in self.saw("Runtime.consoleAPICalled"):
            if event["type"] in ("error", "warning", "assert"):
                found.append("console: " + " ".join(str(one.get("value")) for one in event["args"]))
        for event in self.saw("Runtime.exceptionThrown"):
            found.append("exception: " + event["exceptionDetails"].get("text", ""))
        for event in self.saw("Log.entryAdded"):
            if event["entry"]["level"] in ("error", "warning"):
                found.append("log: " + event["entry"]["text"])
        for event in self.saw("Network.requestWillBeSent"):
            address = event["request"]["url"]
            if not address.startswith(("file:", "data:", "about:")):
                found.append("asks for " + address)
        return found

    def picture(self, path, width=None, height=None):
        """The whole page as a picture."""
        import base64
        size = self.send("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": width or size["width"], "height": height or size["height"], "scale": 1}
        data = self.send("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
