#!/usr/bin/env python3
"""TLS in front of a server on this machine: https_proxy.py HOST PORT TARGET_PORT CERT KEY CA

Bytes go through as they are. A plain-HTTP request to the same port gets the certificate authority's file at
/dajuan-ca.crt, so that a phone can install it, and a redirect to https for anything else.
"""
import asyncio
import socket
import ssl
import sys
from contextlib import suppress
from pathlib import Path

LOST = (ConnectionError, TimeoutError, OSError)


async def pump(source, sink):
    with suppress(*LOST):
        while data := await source.read(1 << 16):
            sink.write(data)
            await sink.drain()
        if sink.can_write_eof():
            sink.write_eof()


async def tls_streams(loop, connection, context):
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    transport, _ = await loop.connect_accepted_socket(lambda: protocol, connection, ssl=context)
    return reader, asyncio.StreamWriter(transport, protocol, reader, loop)


async def answer_plain(loop, connection, ca):
    request = b""
    while b"\r\n\r\n" not in request and len(request) < 16384:
        more = await loop.sock_recv(connection, 4096)
        if not more:
            return
        request += more
    lines = request.decode("latin-1").split("\r\n")
    path = (lines[0].split(" ") + ["/"])[1]
    host = next((line[5:].strip() for line in lines if line.lower().startswith("host:")), "")
    if path == "/dajuan-ca.crt":
        head, body = "200 OK\r\nContent-Type: application/x-x509-ca-cert", ca
    else:
        head, body = f"307 Temporary Redirect\r\nLocation: https://{host}{path}", b""
    reply = f"HTTP/1.1 {head}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    await loop.sock_sendall(connection, reply.encode("latin-1") + body)


async def carry(loop, connection, context, target, ca):
    """One connection, from its first byte (0x16 begins a TLS handshake) to its end."""
    writers = []
    try:
        first = b""
        while not first:
            try:
                first = connection.recv(1, socket.MSG_PEEK)
                if not first:
                    return
            except BlockingIOError:
                await readable(loop, connection)
        if first != b"\x16":
            await asyncio.wait_for(answer_plain(loop, connection, ca), 10)
            return
        reader, writer = await tls_streams(loop, connection, context)
        writers.append(writer)
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", target)
        writers.append(inner_writer)
        back = asyncio.create_task(pump(inner_reader, writer))
        await pump(reader, inner_writer)
        await back
    except (*LOST, ssl.SSLError):
        pass
    finally:
        for writer in writers:
            writer.close()
        connection.close()


async def readable(loop, connection):
    ready = loop.create_future()
    loop.add_reader(connection, lambda: ready.done() or ready.set_result(None))
    try:
        await asyncio.wait_for(ready, 30)
    finally:
        loop.remove_reader(connection)


async def main(host, port, target, cert, key, ca):
    loop = asyncio.get_running_loop()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    ca = Path(ca).read_bytes()
    listener = socket.create_server((host, int(port)), backlog=128)
    listener.setblocking(False)
    tasks = set()
    while True:
        connection, _ = await loop.sock_accept(listener)
        connection.setblocking(False)
        task = asyncio.create_task(carry(loop, connection, context, int(target), ca))
        tasks.add(task)
        task.add_done_callback(tasks.discard)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(main(*sys.argv[1:]))
