#!/bin/sh
# Plays the whole life of a payment with curl and openssl alone: an endpoint for webhooks, a signed deposit,
# its hosted page, both webhooks with their signatures, and the balance.
#
#   sh life.sh <url of a webhook receiver> <folder>
#
# The receiver writes what it gets into the folder: <n>.signature, <n>.timestamp and <n>.body, from 1 on, the
# body last. LUXCORE_URL, LUXCORE_MERCHANT_ID, LUXCORE_HMAC_SECRET and LUXCORE_API_KEY come from the
# environment. How webhooks are signed is assumed. Prints what happened, a line each.
set -eu

receiver=$1 inbox=$2
json='Content-Type: application/json'

v1() {
  curl --silent --show-error --fail-with-body --request "$1" "$LUXCORE_URL/api/v1$2" \
    --header "X-API-Key: $LUXCORE_API_KEY" --header "$json" ${3:+--data-binary "$3"}
}

v2() {
  body=${3:-}
  timestamp=$(date +%s)
  nonce=$(openssl rand -hex 16)
  hash=$(printf %s "$body" | openssl dgst -sha256 -r | cut -d' ' -f1)
  signature=$(printf %s "v1.$timestamp.$nonce.$1./api/v2$2.$hash" |
    openssl dgst -sha256 -r -hmac "$LUXCORE_HMAC_SECRET" | cut -d' ' -f1)
  curl --silent --show-error --fail-with-body --request "$1" "$LUXCORE_URL/api/v2$2" \
    --header "X-Merchant-Id: $LUXCORE_MERCHANT_ID" --header "X-Timestamp: $timestamp" \
    --header "X-Nonce: $nonce" --header 'X-Signature-Version: v1' \
    --header "X-Signature: hmac_sha256=$signature" --header "$json" ${body:+--data-binary "$body"}
}

# The value of a field whose name occurs once: good for the answers here, not for JSON at large.
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"; }

# Waits for delivery $1, and checks its signature on the bytes as they came.
delivery() {
  tries=0
  until [ -e "$inbox/$1.body" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || { echo "delivery $1 did not come" >&2; exit 1; }
    sleep 0.1
  done
  expected=$({ cat "$inbox/$1.timestamp"; printf .; cat "$inbox/$1.body"; } |
    openssl dgst -sha256 -r -hmac "$webhook_secret" | cut -d' ' -f1)
  [ "$(cat "$inbox/$1.signature")" = "hmac_sha256=$expected" ] ||
    { echo "delivery $1 has a wrong signature" >&2; exit 1; }
  echo "webhook $(field event <"$inbox/$1.body") $(field status_version <"$inbox/$1.body")"
}

webhook_secret=$(v1 POST /webhooks '{"url":"'"$receiver"'","events":["payment.created","payment.completed"],"signature_algorithm":"hmac_sha256"}' | field secret)
before=$(v2 GET '/balance?currency=MXN' | field available_balance)
payment=$(v2 POST /payments '{"amount":150000,"currency":"MXN","method":"spei","type":"deposit_pp","merchant_reference":"life-sh-'"$(openssl rand -hex 4)"'"}')
id=$(printf %s "$payment" | field transaction_id)
delivery 1
curl --silent --show-error --fail --location --data action=approve \
  "$(printf %s "$payment" | field payment_page_url)" | grep -q 'Paid\.'
delivery 2
after=$(v2 GET '/balance?currency=MXN' | field available_balance)
echo "payment $(v1 GET "/payments/$id" | field status)"
echo "gained $((after - before))"
