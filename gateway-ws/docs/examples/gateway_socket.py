"""A connection to the gateway's WebSocket, on Python's standard library: what RFC 6455 asks of a client, and no more.

A kept client from PyPI, such as websockets, does as well.
"""

import base64
import hashlib
import json
import os
import socket
import ssl
import struct
from urllib.parse import urlsplit

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA


class Lost(Exception):
    """The connection has ended. What was asked for over it goes on at the gateway."""


class GatewaySocket:
    """One connection. The gateway pings whoever is silent for 20 s, so that 45 s without a byte mean that it is gone."""

    def __init__(self, url, silence=45):
        at = urlsplit(url)
        secure = at.scheme in ("https", "wss")
        try:
            self.socket = socket.create_connection((at.hostname, at.port or (443 if secure else 80)), timeout=silence)
            if secure:
                self.socket = ssl.create_default_context().wrap_socket(self.socket, server_hostname=at.hostname)
            self.input = self.socket.makefile("rb")
            self._upgrade(at.netloc)
        except OSError as e:
            raise Lost(e) from e

    def _upgrade(self, host):
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            (
                f"GET /v1/stream HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
            ).encode()
        )
        status = self.input.readline().decode()
        headers = {}
        for line in iter(self.input.readline, b"\r\n"):
            if not line:
                raise Lost("closed during the handshake")
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
        accept = base64.b64encode(hashlib.sha1((key + GUID).encode()).digest()).decode()
        if " 101 " not in status or headers.get("sec-websocket-accept") != accept:
            raise Lost("no WebSocket: " + status.strip())

    def send(self, message):
        self._write(TEXT, json.dumps(message).encode())

    def receive(self):
        """The next message; raises Lost if there is none any more."""
        while True:
            kind, data = self._read()
            if kind == TEXT:
                return json.loads(data)
            if kind == PING:
                self._write(PONG, data)
            if kind == CLOSE:
                code = struct.unpack("!H", data[:2])[0] if len(data) >= 2 else "none"
                raise Lost(f"closed by the gateway with {code} {data[2:].decode()}")

    def _read(self):
        first, second = self._take(2)
        if first & 0x70 or second & 0x80:
            raise Lost("that is no frame of a server")
        size = second & 0x7F
        if size == 126:
            size = struct.unpack("!H", self._take(2))[0]
        elif size == 127:
            size = struct.unpack("!Q", self._take(8))[0]
        return first & 0x0F, self._take(size)  # the gateway sends each message in one frame

    def _take(self, count):
        try:
            data = self.input.read(count)
        except OSError as e:
            raise Lost(e) from e
        if data is None or len(data) < count:
            raise Lost("cut off")
        return data

    def _write(self, kind, data):
        size = len(data)
        if size < 126:
            head = struct.pack("!BB", 0x80 | kind, 0x80 | size)
        elif size < 1 << 16:
            head = struct.pack("!BBH", 0x80 | kind, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | kind, 0x80 | 127, size)
        mask = os.urandom(4)
        pad = mask * (size // 4 + 1)
        masked = (int.from_bytes(data, "big") ^ int.from_bytes(pad[:size], "big")).to_bytes(size, "big")
        try:
            self.socket.sendall(head + mask + masked)
        except OSError as e:
            raise Lost(e) from e

    def close(self):
        self.socket.close()
