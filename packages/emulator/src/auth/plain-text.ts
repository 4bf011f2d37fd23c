import type { Explanation, Finding } from '@luxcore/signing';

/**
 * An explanation for somebody who sees a signature refused for the first time: where the text that
 * was signed is found, it stands above the one that was sent.
 */
export function plainText(explanation: Explanation): string {
  const { findings, signedCanonical, expectedCanonical, text } = explanation;
  if (signedCanonical === undefined || signedCanonical === expectedCanonical) return text;
  const causes = findings.map(({ cause }) => cause).join('; and ');
  return [
    `The signature does not match: ${causes}.`,
    `  what was signed  ${signedCanonical}\n  what was sent    ${expectedCanonical}`,
    ...(isOfBody(findings) ? ['The last part of each is the SHA-256 of the body.'] : []),
    ...findings.map(({ mend }) => `To do: ${mend}`),
  ].join('\n\n');
}

function isOfBody(findings: readonly Finding[]): boolean {
  return findings.some(({ component }) => component === 'body');
}
