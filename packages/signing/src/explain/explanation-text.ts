import { alignDifference } from './align.ts';
import type { Explanation, Finding } from './explanation.ts';
import { MISTAKES } from './mistakes.ts';

/** An explanation as a text: what is wrong, the two canonical strings aligned, and what to do. */
export function explanationText(explanation: Omit<Explanation, 'text'>): string {
  const { expectedCanonical, signedCanonical, findings } = explanation;
  const strings =
    signedCanonical === undefined || signedCanonical === expectedCanonical
      ? `expected  ${expectedCanonical}`
      : alignDifference(['expected', 'signed'], expectedCanonical, signedCanonical);
  return [headline(explanation), indent(strings), ...findings.map(findingText)].join('\n\n');
}

function headline({ matches, findings, ruledOut }: Omit<Explanation, 'text'>): string {
  const causes = findings.map((finding) => finding.cause).join('; and ');
  if (matches)
    return causes === '' ? 'The signature is right.' : `The signature is right, but ${causes}.`;
  if (causes !== '') return `The signature does not match: ${causes}.`;
  const tried = ruledOut.map((name) => `  - ${MISTAKES[name].cause}`).join('\n');
  return (
    'The signature does not match, and none of the known mistakes reproduces it, alone or two together.\n' +
    'Either a part of the request was changed after it was signed, or it was signed with another secret.\n' +
    `Ruled out, each alone and with another:\n${tried}`
  );
}

function findingText({ component, expected, received, mend }: Finding): string {
  return [
    component,
    `  expected  ${expected}`,
    `  received  ${received}`,
    `  to do     ${mend}`,
  ].join('\n');
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
