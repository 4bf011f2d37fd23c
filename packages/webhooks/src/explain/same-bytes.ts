/** Whether two byte arrays hold the same. */
function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left === right) return true;
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** The forms whose bytes no form before them has. */
export function distinct<Form extends { readonly bytes: Uint8Array }>(
  forms: readonly Form[],
): readonly Form[] {
  const kept: Form[] = [];
  for (const form of forms) {
    if (!kept.some(({ bytes }) => sameBytes(bytes, form.bytes))) kept.push(form);
  }
  return kept;
}
