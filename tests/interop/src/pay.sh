#!/bin/sh
# Signs and creates a payment with curl and openssl alone, from the rules that the README writes
# down (the canonical string among them is assumed).
#
#   sh pay.sh [reference]
#
# It takes LUXCORE_URL, LUXCORE_MERCHANT_ID and LUXCORE_HMAC_SECRET from the environment, as `npm start`
# prints them. Prints the answer and ends with 0 if the payment was created.
set -eu

for name in LUXCORE_URL LUXCORE_MERCHANT_ID LUXCORE_HMAC_SECRET; do
  if eval "[ -z \"\${$name:-}\" ]"; then
    echo "$name is not set. Usage: LUXCORE_URL=... LUXCORE_MERCHANT_ID=... LUXCORE_HMAC_SECRET=... sh pay.sh [reference]" >&2
    exit 2
  fi
done

method=POST
path=/api/v2/payments
body='{"amount":150000,"currency":"MXN","method":"spei","type":"deposit","merchant_reference":"'${1:-order-sh}'"}'

timestamp=$(date +%s)
nonce=$(openssl rand -hex 16)
body_sha256=$(printf %s "$body" | openssl dgst -sha256 -r | cut -d' ' -f1)
canonical="v1.$timestamp.$nonce.$method.$path.$body_sha256"
# A secret in a command's arguments shows in the list of processes: good to try with, not for production.
signature=$(printf %s "$canonical" | openssl dgst -sha256 -r -hmac "$LUXCORE_HMAC_SECRET" | cut -d' ' -f1)

# --data-binary sends the body as it is; --data would drop line breaks, and the signature with them.
curl --silent --show-error --fail-with-body --write-out '\n' --request "$method" "$LUXCORE_URL$path" \
  --header "X-Merchant-Id: $LUXCORE_MERCHANT_ID" \
  --header "X-Timestamp: $timestamp" \
  --header "X-Nonce: $nonce" \
  --header 'X-Signature-Version: v1' \
  --header "X-Signature: hmac_sha256=$signature" \
  --header 'Content-Type: application/json' \
  --data-binary "$body"
