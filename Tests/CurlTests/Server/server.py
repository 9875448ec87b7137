"""A server that answers well or badly, by path. It ends when its standard input does.

Usage: server.py [CERTIFICATE KEY]. Prints one line: the HTTP port, the HTTPS port (0 without a
certificate) and a port on which no connection is ever accepted.
"""

import asyncio
import gzip
import json
import os
import socket
import ssl
import sys
import urllib.parse
import zlib

connections = 0
seen = {"hanging": 0, "abandoned": 0, "closed": 0}
change = asyncio.Condition()


def response(body=b"", status="200 OK", headers=(), length=None):
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def chunked_head(*headers):
    return "\r\n".join(["HTTP/1.1 200 OK", "Transfer-Encoding: chunked", *headers]).encode() + b"\r\n\r\n"


def chunk(data):
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def bomb():
    """100 MB of zeros as gzip, about 100 kB on the wire."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()


async def note(what):
    async with change:
        seen[what] += 1
        change.notify_all()


async def hang(reader):
    await note("hanging")
    await reader.read()
    await note("abandoned")


async def count(path):
    """Answers when as many of the path's first part have been seen as its second part says."""
    what, _, number = path[1:].partition("/")
    async with change:
        await change.wait_for(lambda: seen[what] >= int(number))
    return response(number.encode())


async def endless(writer):
    writer.write(chunked_head())
    while True:
        writer.write(chunk(bytes(65536)))
        await writer.drain()


async def drip(writer, head, piece):
    writer.write(head)
    while True:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0.05)


async def answer(path, method, headers, body, number, reader, writer):
    """Writes the response; false when the connection must be closed after it."""
    route = urllib.parse.urlsplit(path).path
    if route == "/connection":
        writer.write(response(str(number).encode()))
    elif route == "/echo":
        told = {"method": method, "path": path, "headers": headers, "body": body.decode("latin-1")}
        writer.write(response(json.dumps(told).encode(), headers=["Content-Type: application/json"]))
    elif route == "/fields":
        writer.write(response(b"ok", headers=["LAST-modified: then", "X-Part: one", "x-part: two", "X-Empty:"]))
    elif route == "/early":
        writer.write(b"HTTP/1.1 103 Early Hints\r\nX-Early: yes\r\n\r\n" + response(b"late", headers=["X-Late: yes"]))
    elif route == "/gzip":
        writer.write(response(gzip.compress(bytes(range(256)) * 100), headers=["Content-Encoding: gzip"]))
    elif route == "/bomb":
        writer.write(response(bomb(), headers=["Content-Encoding: gzip"]))
    elif route == "/status":
        writer.write(response(b"gone", status="404 Not Found"))
    elif route == "/redirect":
        writer.write(response(status="302 Found", headers=["Location: " + path.partition("?")[2]]))
    elif route == "/huge":
        writer.write(response(b"x", length=500_000_000))
        await reader.read()
    elif route == "/endless":
        await endless(writer)
    elif route == "/long-header":
        await drip(writer, b"HTTP/1.1 200 OK\r\n", b"".join(b"X-%d: " % n + b"y" * 1000 + b"\r\n" for n in range(99)))
    elif route == "/slow":
        await drip(writer, response(length=100_000), b"x")
    elif route == "/hang":
        await hang(reader)
    elif route.startswith(("/hanging/", "/abandoned/", "/closed/")):
        writer.write(await count(route))
    elif route == "/truncated":
        writer.write(response(b"x" * 400, length=1000))
        return False
    elif route == "/truncated-chunk":
        writer.write(chunked_head() + chunk(b"whole") + b"ff\r\npart")
        return False
    elif route == "/nothing":
        return False
    elif route == "/garbage":
        writer.write(b"this is no HTTP\r\n\r\n")
        return False
    else:
        writer.write(response(status="500 Internal Server Error"))
    await writer.drain()
    return True


async def serve(reader, writer):
    global connections
    connections += 1
    number = connections
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            start, *lines = head.decode("latin-1").split("\r\n")[:-2]
            headers = [line.split(": ", 1) if ": " in line else [line.rstrip(":"), ""] for line in lines]
            length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
            method, path, _ = start.split(" ")
            body = await reader.readexactly(length)
            if not await answer(path, method, headers, body, number, reader, writer):
                break
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()
        await note("closed")


def deaf_port(keep):
    """A listening socket whose queue is full: Linux then ignores further attempts to connect."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    keep.append(listener)
    for _ in range(4):
        client = socket.socket()
        client.setblocking(False)
        client.connect_ex(listener.getsockname())
        keep.append(client)
    return listener.getsockname()[1]


async def main():
    keep = []
    plain = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=512)
    ports = [plain.sockets[0].getsockname()[1], 0, deaf_port(keep)]
    if len(sys.argv) > 2:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        secure = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
        ports[1] = secure.sockets[0].getsockname()[1]
    print(*ports, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
