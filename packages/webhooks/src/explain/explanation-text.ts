import type {
  DeliveryComponent,
  DeliveryExplanation,
  DeliveryFinding,
  DeliveryHypothesis,
} from './delivery-explanation.ts';
import { DELIVERY_MISTAKES } from './delivery-mistakes.ts';

type Explained = Omit<DeliveryExplanation, 'text'>;

/** An explanation as a text: what is wrong, what was signed and what arrived, and what to do. */
export function deliveryText(explanation: Explained): string {
  const { expectedPayload, signedPayload = expectedPayload, findings } = explanation;
  const payloads =
    signedPayload === expectedPayload
      ? `arrived  ${expectedPayload}`
      : `signed   ${signedPayload}\n  arrived  ${expectedPayload}`;
  return [
    headline(explanation),
    `  ${payloads}`,
    ...findings.map((finding) => findingText(finding, signedPayload !== expectedPayload)),
    ...(isUnexplained(explanation)
      ? [
          'To do: compare the secret with the one that was shown when this very endpoint was created, and verify the raw body.',
        ]
      : []),
  ].join('\n\n');
}

function headline(explanation: Explained): string {
  const { matches, findings, ruledOut, untried, exhausted } = explanation;
  const causes = findings.map(({ cause }) => cause).join('; and ');
  if (matches) {
    return causes === '' ? 'The signature is right.' : `The signature is right, but ${causes}.`;
  }
  if (!isUnexplained(explanation)) return `The signature does not match: ${causes}.`;
  return [
    'The signature does not match, and no mistake that was tried reproduces it.',
    ...(causes === '' ? [] : [`Seen at once: ${causes}.`]),
    `${causes === '' ? 'The' : 'If that is not why, the'} secret is that of another endpoint, or the delivery was changed on its way.`,
    ...list(
      `Ruled out, each alone${exhausted ? '; not every two together' : ' and with another'}:`,
      ruledOut,
    ),
    ...list('Not tried, because the body is too large or the secrets too many:', untried),
  ].join('\n');
}

/** Whether a signature was looked for in vain. */
function isUnexplained({ matches, ruledOut, untried }: Explained): boolean {
  return !matches && ruledOut.length + untried.length > 0;
}

function list(title: string, names: readonly DeliveryHypothesis[]): string[] {
  if (names.length === 0) return [];
  return [title, ...names.map((name) => `  - ${DELIVERY_MISTAKES[name].cause}`)];
}

const SEEN_IN_PAYLOAD: readonly DeliveryComponent[] = ['body', 'payload', 'timestamp'];

/** What differs between what was signed and what arrived is seen there; the rest is told here. */
function findingText(
  { component, expected, received, mend }: DeliveryFinding,
  isPayloadOther: boolean,
): string {
  const isSeen = isPayloadOther && SEEN_IN_PAYLOAD.includes(component);
  return `${isSeen ? '' : `Expected ${expected}, received ${received}.\n`}To do: ${mend}`;
}
