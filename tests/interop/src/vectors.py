#!/usr/bin/env python3
"""Checks every vector with Python's standard library alone: computes each signature anew, and answers each
request with a verifier that follows the file's `rules` and shares nothing with our code.

    python3 vectors.py vectors.json

Prints one line for each vector that differs, with what was computed, and ends with 1 if there is any.
"""

import base64
import hashlib
import hmac
import json
import re
import sys

HEADERS = ["X-Merchant-Id", "X-Timestamp", "X-Nonce", "X-Signature-Version", "X-Signature"]

# fullmatch and [0-9]: `$` would take a line break at the end, and \d the digits of other scripts.
MERCHANT_ID = re.compile(r"[1-9][0-9]*")
TIMESTAMP = re.compile(r"0|[1-9][0-9]{0,12}")
NONCE = re.compile(r"[!-+\-/-~]{8,128}")
SIGNATURE = re.compile(r"hmac_sha256=[0-9a-f]{64}")
METHOD = re.compile(r"[A-Z]+")
PATH = re.compile(r"/(?![/\\])[!-\"$-~]*")


def body_bytes(body):
    if body is None:
        return b""
    if "text" in body:
        return body["text"].encode()
    if "base64" in body:
        return base64.b64decode(body["base64"], validate=True)
    if "hex" in body:
        return bytes.fromhex(body["hex"])
    return bytes.fromhex(body["repeat"]) * body["length"]


def sign(secret, timestamp, nonce, method, path, body):
    body_sha256 = hashlib.sha256(body_bytes(body)).hexdigest()
    canonical = f"v1.{timestamp}.{nonce}.{method}.{path}.{body_sha256}"
    digest = hmac.new(secret.encode(), canonical.encode(), hashlib.sha256).hexdigest()
    return {"bodySha256": body_sha256, "canonical": canonical, "signature": f"hmac_sha256={digest}"}


class Verifier:
    def __init__(self, secrets, tolerance, margin):
        self.secrets = secrets
        self.tolerance = tolerance
        self.margin = margin
        self.nonces = {}

    def answer(self, request):
        """The code of the first rule that the request breaks, or None."""
        values = []
        for name in HEADERS:
            found = [value for key, value in request["headers"] if key.lower() == name.lower()]
            if not found:
                return "MISSING_HEADER"
            if len(found) > 1 or "," in found[0]:
                return "DUPLICATE_HEADER"
            values.append(found[0])
        merchant_id, timestamp, nonce, version, signature = values
        method, path, now = request["method"], request["path"], request["now"]

        if version != "v1":
            return "UNSUPPORTED_SIGNATURE_VERSION"
        if not MERCHANT_ID.fullmatch(merchant_id) or int(merchant_id) >= 2**53:
            return "INVALID_MERCHANT"
        if not TIMESTAMP.fullmatch(timestamp):
            return "INVALID_TIMESTAMP"
        if not NONCE.fullmatch(nonce):
            return "INVALID_NONCE"
        if not SIGNATURE.fullmatch(signature):
            return "MALFORMED_SIGNATURE"
        if not METHOD.fullmatch(method):
            return "INVALID_HTTP_METHOD"
        if not PATH.fullmatch(path):
            return "INVALID_PATH"
        if abs(int(timestamp) - now) > self.tolerance:
            return "TIMESTAMP_OUT_OF_RANGE"
        secrets = self.secrets.get(merchant_id)
        if not secrets:
            return "INVALID_MERCHANT"
        expected = [
            sign(secret, timestamp, nonce, method, path, request["body"])["signature"] for secret in secrets
        ]
        if not any([hmac.compare_digest(signature, one) for one in expected]):
            return "INVALID_SIGNATURE"
        if self.nonces.get((merchant_id, nonce), now) > now:
            return "NONCE_REUSED"
        self.nonces[merchant_id, nonce] = int(timestamp) + self.tolerance + self.margin
        return None


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        vectors = json.load(file)
    differences = 0

    def compare(kind, name, what, expected, computed):
        nonlocal differences
        if computed != expected:
            differences += 1
            print(f"{kind}: {name}: {what}: expected {json.dumps(expected)}, computed {json.dumps(computed)}")

    for vector in vectors["signing"]:
        parts = (vector[part] for part in ("secret", "timestamp", "nonce", "method", "path", "body"))
        for stage, computed in sign(*parts).items():
            compare("signing", vector["name"], stage, vector[stage], computed)
    for kind in ("acceptances", "refusals"):
        for vector in vectors[kind]:
            verifier = Verifier(vector["secrets"], vectors["toleranceSeconds"], vectors["nonceMarginSeconds"])
            for index, request in enumerate(vector["requests"]):
                compare(kind, vector["name"], f"request {index}", request["code"], verifier.answer(request))

    counts = {kind: len(vectors[kind]) for kind in ("signing", "acceptances", "refusals")}
    print(json.dumps({**counts, "differences": differences}))
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
