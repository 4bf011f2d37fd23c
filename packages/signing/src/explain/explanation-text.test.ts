import { describe, expect, it } from 'vitest';
import type { Explanation, Finding } from './explanation.ts';
import { explanationText } from './explanation-text.ts';
import { MISTAKES } from './mistakes.ts';

const RIGHT: Omit<Explanation, 'text'> = {
  matches: true,
  findings: [],
  ruledOut: [],
  untried: [],
  exhausted: false,
  expectedCanonical: 'v1.1.POST.',
  signedCanonical: 'v1.1.POST.',
};
const WRONG = { ...RIGHT, matches: false };
const UNKNOWN: Omit<Explanation, 'text'> = {
  matches: false,
  findings: [],
  ruledOut: ['method_lower_case'],
  untried: [],
  exhausted: false,
  expectedCanonical: 'v1.1.POST.',
};
const SKEW: Finding = {
  mistake: 'clock_skew',
  component: 'timestamp',
  expected: 'now',
  received: 'then',
  cause: 'the clock is wrong',
  mend: 'Set it right.',
};
const LOWER: Finding = {
  ...MISTAKES.method_lower_case,
  mistake: 'method_lower_case',
  expected: 'POST',
  received: 'post',
};
const NEWLINE: Finding = { ...LOWER, mistake: 'body_trailing_newline', component: 'body' };

describe('explanationText', () => {
  it('says that a signature is right', () => {
    expect(explanationText(RIGHT)).toBe('The signature is right.\n\n  expected  v1.1.POST.');
  });

  it('says what else is wrong, and with which values where no signature shows them', () => {
    expect(explanationText({ ...RIGHT, findings: [SKEW, { ...SKEW, cause: 'it is late' }] })).toBe(
      `The signature is right, but the clock is wrong; and it is late.

  expected  v1.1.POST.

Expected now, received then.
To do: Set it right.

Expected now, received then.
To do: Set it right.`,
    );
  });

  it('sets what was signed above what was sent', () => {
    const explanation = { ...WRONG, findings: [LOWER], signedCanonical: 'v1.1.post.' };
    expect(explanationText(explanation)).toBe(
      `The signature does not match: ${LOWER.cause}.

  signed  v1.1.post.
  sent    v1.1.POST.
               ^^^^

To do: ${LOWER.mend}`,
    );
  });

  it('shows one string where what was signed is not known', () => {
    const { signedCanonical: _, ...explanation } = WRONG;
    expect(explanationText({ ...explanation, findings: [SKEW] })).toBe(
      `The signature does not match: the clock is wrong.

  expected  v1.1.POST.

Expected now, received then.
To do: Set it right.`,
    );
  });

  it('tells where the body is in it, if that is wrong', () => {
    const text = explanationText({ ...WRONG, findings: [SKEW, NEWLINE] });
    expect(text).toContain('v1.1.POST.\n\nThe last part is the SHA-256 of the body.\n\nExpected');
  });

  it('says what it ruled out', () => {
    expect(explanationText(UNKNOWN)).toBe(
      `The signature does not match, and no mistake that was tried reproduces it.
The request was changed after signing, or signed with another secret.
Ruled out, each alone and with another:
  - the method was signed in lower case

  expected  v1.1.POST.`,
    );
  });

  it('says what it left out, and what is seen besides', () => {
    const explanation: Omit<Explanation, 'text'> = {
      ...UNKNOWN,
      findings: [SKEW],
      untried: ['query_reencoded', 'path_without_query'],
      exhausted: true,
    };
    expect(explanationText(explanation)).toBe(
      `The signature does not match, and no mistake that was tried reproduces it.
The request was changed after signing, or signed with another secret.
Besides, the clock is wrong.
Ruled out, each alone; not every two together:
  - the method was signed in lower case
Not tried, because the request is too large:
  - path or query were signed in another encoding
  - the path was signed without its query

  expected  v1.1.POST.

Expected now, received then.
To do: Set it right.`,
    );
  });

  it('says what it left out where that is as much as it ruled out', () => {
    const text = explanationText({ ...UNKNOWN, untried: ['query_reencoded'] });
    expect(text).toContain('no mistake that was tried reproduces it');
  });

  it('says what it left out where it ruled out nothing', () => {
    const text = explanationText({ ...UNKNOWN, ruledOut: [], untried: ['query_reencoded'] });
    expect(text).toContain('another secret.\nNot tried, because the request is too large:\n  - ');
  });
});
