import { alignDifference } from './align.ts';
import type { Explanation, Finding } from './explanation.ts';
import { MISTAKES, type MistakeName } from './mistakes.ts';

/** An explanation as a text: what is wrong, the two canonical strings aligned, and what to do. */
export function explanationText(explanation: Omit<Explanation, 'text'>): string {
  const { expectedCanonical, signedCanonical, findings } = explanation;
  const strings =
    signedCanonical === undefined || signedCanonical === expectedCanonical
      ? `expected  ${expectedCanonical}`
      : alignDifference(signedCanonical, expectedCanonical);
  const isOfBody = findings.some(({ component }) => component === 'body');
  return [
    headline(explanation),
    indent(strings),
    ...(isOfBody ? ['The last part is the SHA-256 of the body.'] : []),
    ...findings.map(findingText),
  ].join('\n\n');
}

function headline(explanation: Omit<Explanation, 'text'>): string {
  const { matches, findings, ruledOut, untried, exhausted } = explanation;
  const causes = findings.map(({ cause }) => cause).join('; and ');
  if (matches)
    return causes === '' ? 'The signature is right.' : `The signature is right, but ${causes}.`;
  if (ruledOut.length + untried.length === 0) return `The signature does not match: ${causes}.`;
  return [
    'The signature does not match, and no mistake that was tried reproduces it.',
    'The request was changed after signing, or signed with another secret.',
    ...(causes === '' ? [] : [`Besides, ${causes}.`]),
    ...list(
      `Ruled out, each alone${exhausted ? '; not every two together' : ' and with another'}:`,
      ruledOut,
    ),
    ...list('Not tried, because the request is too large:', untried),
  ].join('\n');
}

function list(title: string, names: readonly MistakeName[]): string[] {
  return names.length === 0 ? [] : [title, ...names.map((name) => `  - ${MISTAKES[name].cause}`)];
}

/** What was found by a signature shows in the two strings; what is seen at once shows here. */
function findingText({ mistake, expected, received, mend }: Finding): string {
  return `${mistake in MISTAKES ? '' : `Expected ${expected}, received ${received}.\n`}To do: ${mend}`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
