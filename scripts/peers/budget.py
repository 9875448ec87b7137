"""The server of `scripts/bench budget` and its judge: it notes when every request arrives.

BENCH URL MIGRATIONS PER_SECOND PER_HOUR HOUR SECONDS
"""

import asyncio
import itertools
import random
import signal
import subprocess
import sys
import time

bench, url, migrations = sys.argv[1:4]
per_second, per_hour, hour, seconds = (int(text) for text in sys.argv[4:8])
# Two processes of each class, each with 8 requests in flight and 24 callers.
classes = ["routine", "asked", "routine", "asked"]
arrivals = []  # (monotonic time, class) of the phase under way

TOKEN = b'{"access_token": "bench", "token_type": "bearer", "expires_in": 86400}'
MISSING = b'{"code":404,"type":"BLZWEBAPI00000404","detail":"Not Found"}'


def answer(status, body):
    return b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (
        status, len(body), body)


class Counting(asyncio.Protocol):
    """Counts requests as soon as their head is complete; answers at once."""

    def connection_made(self, transport):
        self.transport, self.text = transport, b""

    def data_received(self, data):
        now = time.monotonic()
        self.text += data
        while b"\r\n\r\n" in self.text:
            head, self.text = self.text.split(b"\r\n\r\n", 1)
            method, path = head.split(b" ", 2)[:2]
            if method == b"POST":
                length = next(
                    int(line.split(b":")[1]) for line in head.split(b"\r\n")
                    if line.lower().startswith(b"content-length:"))
                self.text = self.text[length:]  # A form this short comes with its head.
                self.transport.write(answer(b"200 OK", TOKEN))
            else:
                arrivals.append((now, path.split(b"/")[1].decode()))
                self.transport.write(answer(b"404 Not Found", MISSING))


def windows(times, length):
    """For every arrival, how many lie in the window of this length that ends with it."""
    first, counts = 0, []
    for place, moment in enumerate(times):
        while times[first] <= moment - length:
            first += 1
        counts.append(place - first + 1)
    return counts


def worker(server, spender):
    return subprocess.Popen([bench, "work", url, server, spender], stderr=subprocess.DEVNULL)


async def run(seconds):
    arrivals.clear()
    server = await asyncio.get_running_loop().create_server(Counting, "127.0.0.1", 0)
    address = "http://127.0.0.1:%d" % server.sockets[0].getsockname()[1]
    dice = random.Random(3)
    workers = [worker(address, spender) for spender in classes]
    began = time.monotonic()
    kills = 0
    try:
        for turn in itertools.count():
            await asyncio.sleep(max(0, began + 5 * (turn + 1) - time.monotonic()))
            if time.monotonic() - began >= seconds:
                break
            # One process is stopped for two seconds and wakes up with what it was granted before.
            sleeper = workers[dice.randrange(len(workers))]
            sleeper.send_signal(signal.SIGSTOP)
            await asyncio.sleep(2)
            sleeper.send_signal(signal.SIGCONT)
            victim = dice.randrange(len(workers))
            workers[victim].kill()
            workers[victim].wait()
            workers[victim] = worker(address, classes[victim])
            kills += 1
    finally:
        for process in workers:
            process.kill()
            process.wait()
    ended = time.monotonic()
    await asyncio.sleep(0.5)
    return began, ended, kills


def configure(per_hour):
    """The budget of a database; its long-run rate."""
    configured = subprocess.run(
        [bench, "configure", url, migrations, str(per_second), str(per_hour), str(hour)],
        check=True, capture_output=True, text=True)
    return float(configured.stdout.split()[0])


# First the second alone, with an hour that cannot be spent; then the hour.
configure(100 * per_hour)
began, ended, kills = asyncio.run(run(25))
times = [moment for moment, _ in arrivals]
second = windows(times, 1.0)
violations = sum(count > per_second for count in second)
rate_in_second = len(times) / (ended - began)
rate = configure(per_hour)
began, ended, more = asyncio.run(run(seconds))
kills += more
times = [moment for moment, _ in arrivals]
calm, long = windows(times, 1.0), windows(times, float(hour))
violations += sum(count > per_second for count in calm) + sum(count > per_hour for count in long)
# The burst is spent when the time it takes to send it has passed; from there on whole hours are looked at.
settled = began + 10
share = [count for moment, count in zip(times, long) if moment >= settled + hour and moment <= ended]
used = sum(share) / len(share) / per_hour if share else 0
least = min(share) / per_hour if share else 0
after = [spender for moment, spender in arrivals if moment >= settled]
asked = after.count("asked") / max(1, len(after))
print(f"hour of {hour} s, {len(times)} requests in {ended - began:.0f} s, {kills} processes killed")
print(f"{'window':<28}{'most seen':>12}{'limit':>10}")
print(f"{'1 s, while the hour is ample':<28}{max(second):>12}{per_second:>10}")
print(f"{'1 s, while it is scarce':<28}{max(calm):>12}{per_second:>10}")
print(f"{'hour':<28}{max(long):>12}{per_hour:>10}")
print(f"{'used of the hour, mean':<28}{used:>12.4f}{1:>10}")
print(f"{'used of the hour, least':<28}{least:>12.4f}{1:>10}")
print(f"{'allowed by the rule':<28}{rate * hour / per_hour:>12.4f}")
print(f"{'a second, hour ample':<28}{rate_in_second:>12.1f}")
print(f"{'share of asked':<28}{asked:>12.4f}{'≥ 0.1':>10}")
print(f"{'share of routine':<28}{1 - asked:>12.4f}{'≤ 0.9':>10}")
print(
    f"bench budget violations={violations} used={used:.4f} used_least={least:.4f} asked={asked:.3f} "
    f"kills={kills} most_in_second={max(second)} x_limit={per_hour / max(long):.3f}")
