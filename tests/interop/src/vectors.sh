#!/bin/sh
# Signs one vector with openssl and POSIX tools alone, from the rules that the vectors write down (the
# canonical string among them is assumed).
#
#   sh vectors.sh <secret in hex> <timestamp> <nonce> <method> <path> <form of the body> [hex byte, length]
#
# The form is none; base64 or hex, the body then comes so on standard input; or repeat, with the byte and how
# often it comes. Prints the body's hash, the canonical string and the signature, a line each.
#
# Bytes go through pipes and never into a variable, which would drop NUL and the line breaks at the end. The
# secret is hex for the same reason; in a command's arguments it shows in the list of processes: good for
# vectors, not for production.
set -eu
LC_ALL=C
export LC_ALL

secret_hex=$1 timestamp=$2 nonce=$3 method=$4 path=$5 form=$6
shift 6

body() {
  case $form in
  base64) openssl base64 -d -A ;;
  hex) fold -w 2 | while read -r byte || [ -n "$byte" ]; do printf "\\$(printf %03o "0x$byte")"; done ;;
  repeat) head -c "$2" /dev/zero | tr '\000' "\\$(printf %03o "0x$1")" ;;
  esac
}

# Here, because a pipe hides the failure of its first command.
case $form in
none | base64 | hex | repeat) ;;
*)
  echo "form of the body: expected none, base64, hex or repeat, received $form" >&2
  exit 2
  ;;
esac
body_sha256=$(body "$@" | openssl dgst -sha256 -r)
body_sha256=${body_sha256%% *}
canonical="v1.$timestamp.$nonce.$method.$path.$body_sha256"
digest=$(printf %s "$canonical" | openssl dgst -sha256 -r -mac HMAC -macopt "hexkey:$secret_hex")
printf '%s\n' "$body_sha256" "$canonical" "hmac_sha256=${digest%% *}"
