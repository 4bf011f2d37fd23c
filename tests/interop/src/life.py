#!/usr/bin/env python3
"""Plays the whole life of a payment with Python's standard library alone: an endpoint for webhooks, a signed
deposit, its hosted page, both webhooks with their signatures, and the balance.

    python3 life.py

It takes LUXCORE_URL, LUXCORE_MERCHANT_ID, LUXCORE_HMAC_SECRET and LUXCORE_API_KEY from the environment. How
webhooks are signed is assumed, as the canonical string of requests is. Prints what happened as JSON.
"""

import hashlib
import hmac
import http.server
import json
import os
import queue
import secrets
import threading
import time
import urllib.parse
import urllib.request

URL = os.environ["LUXCORE_URL"]
MERCHANT_ID = os.environ["LUXCORE_MERCHANT_ID"]
SECRET = os.environ["LUXCORE_HMAC_SECRET"]
API_KEY = os.environ["LUXCORE_API_KEY"]
TIMEOUT_SECONDS = 10
TOLERANCE_SECONDS = 300

deliveries: "queue.Queue[tuple[dict[str, str], bytes]]" = queue.Queue()


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        deliveries.put(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def send(method, path, headers, body=None):
    request = urllib.request.Request(URL + path, data=body, method=method, headers=headers)
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
        return json.load(response)


def v1(method, path, value=None):
    body = None if value is None else json.dumps(value).encode()
    return send(method, "/api/v1" + path, {"X-API-Key": API_KEY, "Content-Type": "application/json"}, body)


def v2(method, path, value=None):
    path = "/api/v2" + path
    body = b"" if value is None else json.dumps(value).encode()
    timestamp, nonce = str(int(time.time())), secrets.token_hex(16)
    canonical = f"v1.{timestamp}.{nonce}.{method}.{path}.{hashlib.sha256(body).hexdigest()}"
    digest = hmac.new(SECRET.encode(), canonical.encode(), hashlib.sha256).hexdigest()
    headers = {
        "X-Merchant-Id": MERCHANT_ID,
        "X-Timestamp": timestamp,
        "X-Nonce": nonce,
        "X-Signature-Version": "v1",
        "X-Signature": f"hmac_sha256={digest}",
        "Content-Type": "application/json",
    }
    return send(method, path, headers, body or None)


def next_event(webhook_secret):
    """The next delivery, once its signature is right: on the bytes, before they are read as JSON."""
    headers, body = deliveries.get(timeout=TIMEOUT_SECONDS)
    timestamp = headers["x-webhook-timestamp"]
    signed = timestamp.encode() + b"." + body
    digest = hmac.new(webhook_secret.encode(), signed, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(headers["x-webhook-signature"], f"hmac_sha256={digest}"):
        raise SystemExit("a delivery with a wrong signature")
    if abs(int(timestamp) - time.time()) > TOLERANCE_SECONDS:
        raise SystemExit("a delivery of another time")
    return json.loads(body)


def main():
    server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    endpoint = v1(
        "POST",
        "/webhooks",
        {
            "url": f"http://127.0.0.1:{server.server_port}/luxcore",
            "events": ["payment.created", "payment.completed"],
            "signature_algorithm": "hmac_sha256",
        },
    )["data"]
    before = v2("GET", "/balance?currency=MXN")
    payment = v2(
        "POST",
        "/payments",
        {
            "amount": 150000,
            "currency": "MXN",
            "method": "spei",
            "type": "deposit_pp",
            "merchant_reference": "life-py-" + secrets.token_hex(4),
        },
    )
    created = next_event(endpoint["secret"])
    form = urllib.parse.urlencode({"action": "approve"}).encode()
    with urllib.request.urlopen(payment["payment_page_url"], data=form, timeout=TIMEOUT_SECONDS) as page:
        page_says_paid = b"Paid." in page.read()
    completed = next_event(endpoint["secret"])
    after = v2("GET", "/balance?currency=MXN")
    read = v1("GET", "/payments/" + payment["transaction_id"])
    server.shutdown()
    print(
        json.dumps(
            {
                "id": payment["transaction_id"],
                "events": [[event["event"], event["payment"]["id"]] for event in (created, completed)],
                "versions": [event["payment"]["status_version"] for event in (created, completed)],
                "page_says_paid": page_says_paid,
                "status": read["status"],
                "gained": after["available_balance"] - before["available_balance"],
            }
        )
    )


if __name__ == "__main__":
    main()
