import type { WebhookScheme } from '../scheme/scheme.ts';
import { describeForm } from '../scheme/read-signatures.ts';
import type { DeliveryFinding, DeliveryHypothesis } from './delivery-explanation.ts';
import { DELIVERY_MISTAKES } from './delivery-mistakes.ts';
import { describeBytes } from './describe-payload.ts';
import { findingOf } from './direct-findings.ts';
import { NATIVE_KEY } from './key-forms.ts';
import type { Reproduction } from './reproduce-delivery.ts';

const DIGESTS: Partial<Record<DeliveryHypothesis, string>> = {
  digest_encoding: 'a digest in another encoding',
  digest_upper_case: 'a digest in upper case',
  digest_without_prefix: 'a digest without that prefix',
};

/** How a digest is written that is not written as it should be. */
export function digestFinding(mistake: DeliveryHypothesis, scheme: WebhookScheme): DeliveryFinding {
  return findingOf(mistake, describeForm(scheme), DIGESTS[mistake] ?? mistake);
}

/** The mistakes by which a signature was reproduced, each with what it changed. */
export function reproducedFindings(
  { mistakes, digest, payload, key, body, secretIndex }: Reproduction,
  arrived: { readonly scheme: WebhookScheme; readonly body: Uint8Array; readonly text: string },
): readonly DeliveryFinding[] {
  const { scheme } = arrived;
  const found = mistakes.map((mistake) => {
    switch (DELIVERY_MISTAKES[mistake].component) {
      case 'body':
        return findingOf(mistake, describeBytes(arrived.body), describeBytes(body.bytes));
      case 'secret': {
        const { cause } = DELIVERY_MISTAKES[mistake];
        const which = secretIndex === 0 ? cause : `${cause} (secrets[${String(secretIndex)}])`;
        return findingOf(mistake, NATIVE_KEY[payload.scheme.key], key.shown, which);
      }
      default: {
        if (mistake !== 'other_scheme') {
          return findingOf(mistake, arrived.text, payload.write(body.bytes)[0]);
        }
        const cause = `${DELIVERY_MISTAKES[mistake].cause}: ${payload.scheme.name}`;
        return findingOf(mistake, scheme.name, payload.scheme.name, cause);
      }
    }
  });
  return [...found, ...digest.mistakes.map((mistake) => digestFinding(mistake, payload.scheme))];
}
