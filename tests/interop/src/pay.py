#!/usr/bin/env python3
"""Signs and creates a payment with Python's standard library alone, from the rules that the README writes
down (the canonical string among them is assumed).

    python3 pay.py [reference]

It takes LUXCORE_URL, LUXCORE_MERCHANT_ID and LUXCORE_HMAC_SECRET from the environment, as `npm start`
prints them. Prints the answer and ends with 0 if the payment was created.
"""

import hashlib
import hmac
import json
import os
import secrets
import sys
import time
import urllib.error
import urllib.request

METHOD = "POST"
PATH = "/api/v2/payments"
VARIABLES = ("LUXCORE_URL", "LUXCORE_MERCHANT_ID", "LUXCORE_HMAC_SECRET")


def signed_headers(merchant_id: str, secret: str, body: bytes) -> dict[str, str]:
    timestamp = str(int(time.time()))
    nonce = secrets.token_hex(16)
    body_sha256 = hashlib.sha256(body).hexdigest()
    canonical = f"v1.{timestamp}.{nonce}.{METHOD}.{PATH}.{body_sha256}"
    digest = hmac.new(secret.encode(), canonical.encode(), hashlib.sha256).hexdigest()
    return {
        "X-Merchant-Id": merchant_id,
        "X-Timestamp": timestamp,
        "X-Nonce": nonce,
        "X-Signature-Version": "v1",
        "X-Signature": f"hmac_sha256={digest}",
    }


def main() -> int:
    for name in VARIABLES:
        if not os.environ.get(name):
            usage = " ".join(f"{variable}=..." for variable in VARIABLES)
            print(f"{name} is not set. Usage: {usage} python3 pay.py [reference]", file=sys.stderr)
            return 2
    url, merchant_id, secret = (os.environ[name] for name in VARIABLES)
    payment = {
        "amount": 150000,
        "currency": "MXN",
        "method": "spei",
        "type": "deposit",
        "description": "Café, año, 🎉",
        "merchant_reference": sys.argv[1] if len(sys.argv) > 1 else "order-py",
    }
    # Serialised once: these bytes are hashed, and these bytes are sent.
    body = json.dumps(payment, ensure_ascii=False).encode()
    headers = signed_headers(merchant_id, secret, body)
    request = urllib.request.Request(
        url + PATH,
        data=body,
        method=METHOD,
        headers={**headers, "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            print(response.read().decode())
            return 0
    except urllib.error.HTTPError as error:
        print(error.read().decode(), file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
