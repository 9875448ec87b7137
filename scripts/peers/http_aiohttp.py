"""The peer of BenchHTTP: sends GET requests to one URL with aiohttp and prints the seconds and the CPU
seconds of this process that they took. Usage: http_aiohttp.py URL REQUESTS CONCURRENCY
"""

import asyncio
import resource
import sys
import time

import aiohttp


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


async def send(session, url, times, concurrency):
    async def work(worker):
        for _ in range(worker, times, concurrency):
            async with session.get(url) as response:
                body = await response.read()
                assert response.status == 200 and len(body) > 1000, "unexpected answer"

    await asyncio.gather(*(work(worker) for worker in range(concurrency)))


async def main():
    url, requests, concurrency = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    connector = aiohttp.TCPConnector(limit=concurrency)
    async with aiohttp.ClientSession(connector=connector) as session:
        await send(session, url, requests // 20, concurrency)
        start, start_cpu = time.perf_counter(), cpu()
        await send(session, url, requests, concurrency)
        print(time.perf_counter() - start, cpu() - start_cpu)


asyncio.run(main())
