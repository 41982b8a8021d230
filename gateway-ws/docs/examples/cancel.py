"""Cancels orders over the gateway's WebSocket, and says how each ended. Python 3.9 or newer, nothing else.

    ORDER_GATEWAY_TOKEN=ogw_... python3 cancel.py http://127.0.0.1:8080 main BTC-PERP < order-ids.txt

Prints a line of JSON for each outcome that it sees, and one for the end of each order. Exit status 0 if every order is gone.
"""

import argparse
import json
import os
import sys
import time
import urllib.parse
import urllib.request
import uuid

from gateway_socket import GatewaySocket, Lost

BATCH = 500
GONE = ("CANCELED", "TOO_LATE")
RETRY = ("DEADLINE", "NO_PATH", "OVERLOADED", "BUDGET", "UNRECORDED", "SHUTTING_DOWN")


class Refused(Exception):
    """The gateway will not do it, and will not the next time either."""


class Canceler:
    def __init__(self, options, orders):
        self.options = options
        # Chosen before anything is sent, and kept whatever happens: the same id never cancels twice.
        run = uuid.uuid4().hex[:8]
        self.orders = {f"{run}-{number}": order for number, order in enumerate(orders)}
        self.told = {}
        self.ends = {}
        self.begin = options.begin
        self.client = ""

    def open_ids(self):
        return [id for id in self.orders if id not in self.ends]

    def run(self):
        pause = 0.1
        while self.open_ids():
            try:
                self.connected(GatewaySocket(self.options.gateway))
            except Lost as e:
                # Nothing is lost with it: the gateway goes on, and says what came of it to whoever asks again.
                print(f"connection lost: {e}", file=sys.stderr)
                time.sleep(pause)
                pause = min(2 * pause, 5)

    def connected(self, connection):
        try:
            self.call(connection, {"op": "auth", "id": "auth", "token": os.environ.get("ORDER_GATEWAY_TOKEN")})
            # First subscribed, then asked: an end that comes between the two is not missed.
            subscription = {"op": "sub", "ch": "outcomes", "id": "ends", "from": self.begin}
            subscription["filter"] = {"account": self.options.account, "ends": True}
            self.call(connection, subscription)
            self.ask_all(connection)
        finally:
            connection.close()

    def ask_all(self, connection):
        asked = set()
        while self.open_ids():
            refused = {id for id in self.open_ids() if self.told.get(id) == "REFUSED"}
            # Of what is UNKNOWN the gateway finds out what became of it, and says so as an outcome: it is not asked for again.
            ids = [id for id in self.open_ids() if id not in asked or id in refused][:BATCH]
            if not ids:
                self.hear(connection.receive())
                continue
            if refused and asked:
                time.sleep(0.2)  # nothing of these was sent: the same ids may be tried again
            asked.update(ids)
            self.ask(connection, ids)

    def ask(self, connection, ids):
        """One burst. The next waits until this one is told, so that the gateway never has to wait for this reader."""
        terms = {"symbol": self.options.symbol, "await": "final", "withinMs": self.options.within}
        wishes = [{"id": id, "orderId": self.orders[id], **terms} for id in ids]
        request = {"op": "req", "action": "cancel-batch", "id": "batch", "account": self.options.account}
        self.call(connection, {**request, "args": {"orders": wishes}})

    def call(self, connection, request):
        """Says something and listens until it is answered; whatever else comes meanwhile is taken in, too."""
        connection.send(request)
        while True:
            message = connection.receive()
            if message.get("id") == request["id"] and message["m"] != "outcome" and "result" not in message:
                if message["code"] != 0:
                    raise Refused(message["text"])
                self.client = message.get("client", self.client)
                return
            self.hear(message)

    def hear(self, message):
        if message["m"] == "outcome":
            self.outcome(message)
        elif "result" in message:
            self.result(message["id"], message["result"], message["info"])
        elif message["code"] == 410:
            raise Refused(message["text"])  # what was asked for is no longer kept
        elif message["code"] != 0:
            raise Lost(message["text"])  # the subscription has ended: begin again where it was

    def result(self, id, result, info):
        self.told[id] = result
        if result != "UNKNOWN" and not (result == "REFUSED" and info["reason"] in RETRY):
            self.ended(id, result)

    def outcome(self, record):
        print(json.dumps({"position": record["position"], "cancelId": record.get("cancelId"), "result": record.get("result")}))
        self.begin = record["position"] + 1
        prefix = self.client + ":" if self.client else ""
        id = record.get("cancelId", "")[len(prefix):]
        if "result" not in record:
            print(record["phase"], record["text"], file=sys.stderr)  # a mark: the stream speaks of itself
        elif prefix + id == record["cancelId"] and id in self.orders and record["result"] != "REFUSED":
            self.ended(id, record["result"])

    def ended(self, id, result):
        if id not in self.ends:
            self.ends[id] = result
            print(json.dumps({"id": id, "orderId": self.orders[id], "told": self.told.get(id), "end": result}), flush=True)

    def explain(self):
        """Whatever did not go as it was wished has a story, over HTTP."""
        for id, end in self.ends.items():
            if end not in GONE:
                self.story(self.orders[id])

    def story(self, order):
        request = urllib.request.Request(f"{self.options.gateway}/v1/orders/{urllib.parse.quote(order, safe='')}/explain")
        token = os.environ.get("ORDER_GATEWAY_TOKEN")
        if token:
            request.add_header("Authorization", "Bearer " + token)
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                print("\n".join(json.load(response)["story"]), file=sys.stderr)
        except OSError as e:
            print(f"no story of {order}: {e}", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description="Cancels the orders whose ids stand on standard input, one a line.")
    parser.add_argument("gateway", help="such as http://127.0.0.1:8080")
    parser.add_argument("account")
    parser.add_argument("symbol")
    parser.add_argument("--within", type=int, default=2000, help="milliseconds for each answer")
    parser.add_argument("--from", dest="begin", default="latest", help="the outcome to begin with: latest, earliest or a position")
    options = parser.parse_args()
    canceler = Canceler(options, [line.strip() for line in sys.stdin if line.strip()])
    try:
        canceler.run()
        canceler.explain()
    except Refused as e:
        print(e, file=sys.stderr)
        return 2
    return 0 if all(end in GONE for end in canceler.ends.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
