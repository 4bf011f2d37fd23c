import { readClock } from '@luxcore/signing/primitives';
import { rawBytes } from '../raw-body.ts';
import type { WebhookScheme } from '../scheme/scheme.ts';
import { readVerifyOptions } from '../verify-options.ts';
import type { Delivery } from '../verify-signature.ts';
import { bodyForms } from './body-forms.ts';
import type {
  DeliveryExplanation,
  DeliveryFinding,
  ExplainDeliveryOptions,
} from './delivery-explanation.ts';
import { HYPOTHESES } from './delivery-mistakes.ts';
import { describePayload, shower } from './describe-payload.ts';
import {
  findingOf,
  headerFindings,
  malformedSignature,
  secretFindings,
  timestampFindings,
  type Seen,
} from './direct-findings.ts';
import { deliveryText } from './explanation-text.ts';
import { payloadForms } from './payload-forms.ts';
import { readDigests, type ReadDigest } from './read-digests.ts';
import { readHeaderSafely, type ReadHeader } from './read-header-safely.ts';
import { reproduceDelivery, type Reproduction } from './reproduce-delivery.ts';
import { digestFinding, reproducedFindings } from './reproduced-findings.ts';

/**
 * Tells why the signature of a delivery does not match: it tries the mistakes that are made with
 * webhooks, alone and two together, with each secret against each signature that came, and names
 * those that reproduce one. With none, it says what it ruled out. At most 500 HMACs, and no body over
 * 64 KiB is written anew: `untried` and `exhausted` say what was left out for that. Nothing that it
 * returns shows a secret, also where it came in the delivery.
 *
 * For developers' eyes: a production server does not send it to a stranger. It accepts nothing:
 * `verifyDelivery` does.
 *
 * @param delivery - Headers as they came, and the body that was verified.
 * @throws {WebhookVerificationError} `RAW_BODY_REQUIRED`: a body that was parsed.
 * @throws {ConfigurationError} `INVALID_OPTION`: a tolerance or a clock that is none.
 * @example
 * ```ts
 * import { explainDelivery, signDelivery } from '@luxcore/webhooks';
 *
 * const secrets = 'whsec_of_the_endpoint';
 * const { headers } = signDelivery({ body: '{"id": "evt_1"}', secret: secrets });
 *
 * const explanation = explainDelivery({ headers, body: '{"id":"evt_1"}' }, { secrets });
 * explanation.findings[0]?.mistake; // 'body_reserialised'
 * console.error(explanation.text);
 * ```
 */
export function explainDelivery(
  delivery: Delivery,
  options: ExplainDeliveryOptions,
): DeliveryExplanation {
  const { secrets, scheme, toleranceSeconds, now } = readVerifyOptions(options);
  const time = readClock(now);
  const { headers } = delivery;
  const body = rawBytes(delivery.body);
  const given: readonly unknown[] = Array.isArray(secrets) ? secrets : [secrets];
  // What is no text is not tried, and keeps its place for the others' indices.
  const texts = given.map((secret) => (typeof secret === 'string' ? secret : ''));
  const header: ReadHeader = (name) => {
    const value = name === undefined ? undefined : readHeaderSafely(headers, name);
    return typeof value === 'string' ? value : undefined;
  };

  const payloads = payloadForms(header, scheme);
  const digestsOf = digestsByScheme(header, scheme);
  const clues = { secrets: texts, payloads, bodies: bodyForms(body), digestsOf };
  const search = reproduceDelivery(clues);
  const { found, untried = [], exhausted = false } = search ?? {};

  const right = payloads.find(({ mistake }) => mistake === undefined)?.write(body) ?? ['', body];
  const reproduced = found ? reproducedFindings(found, { scheme, body, text: right[0] }) : [];
  const seen = { headers, scheme: found?.payload.scheme ?? scheme, time, toleranceSeconds };
  const show = shower(texts, scheme.secretPrefix);
  const findings = [
    ...reproduced,
    ...(found === undefined ? unreproducedFindings(seen, body, digestsOf(scheme)) : []),
    ...headerFindings(seen),
    ...timestampFindings(seen),
    ...secretFindings(given, scheme, found && toldSecret(found)),
  ]
    .filter(isFirstOfItsMistake)
    .map((finding) => ({
      ...finding,
      expected: show(finding.expected),
      received: show(finding.received),
    }));
  const tried = search !== undefined && found === undefined ? HYPOTHESES : [];
  const explanation = {
    matches: found !== undefined && reproduced.length === 0,
    findings,
    ruledOut: tried.filter(
      (name) => !untried.includes(name) && !findings.some(({ mistake }) => mistake === name),
    ),
    untried,
    exhausted,
    expectedPayload: describePayload(right, show),
    ...(found && {
      signedPayload: describePayload(found.payload.write(found.body.bytes), show),
    }),
  };
  return { ...explanation, text: deliveryText(explanation) };
}

/** The digests that came for a scheme: in its own header, or else in that of the scheme expected. */
function digestsByScheme(
  header: ReadHeader,
  expected: WebhookScheme,
): (scheme: WebhookScheme) => readonly ReadDigest[] {
  const read = new Map<WebhookScheme, readonly ReadDigest[]>();
  return (scheme) => {
    let digests = read.get(scheme);
    if (digests === undefined) {
      const own = header(scheme.headers.signature);
      const value = own ?? header(expected.headers.signature) ?? '';
      digests = readDigests(value, own === undefined ? expected : scheme);
      read.set(scheme, digests);
    }
    return digests;
  };
}

/** The secret whose form is told by the mistake that was found, and need not be told again. */
function toldSecret({ key, secretIndex }: Reproduction): number | undefined {
  const isTold = key.mistake === 'secret_white_space' || key.mistake === 'secret_without_prefix';
  return isTold ? secretIndex : undefined;
}

/** What keeps a signature from being reproduced, as far as it is seen. */
function unreproducedFindings(
  seen: Seen,
  body: Uint8Array,
  [digest]: readonly ReadDigest[],
): readonly DeliveryFinding[] {
  return [
    ...(body.length === 0 ? [findingOf('body_empty', 'the body of an event', '0 bytes')] : []),
    ...(digest === undefined
      ? malformedSignature(seen)
      : digest.mistakes.map((mistake) => digestFinding(mistake, seen.scheme))),
  ];
}

/** A header may be missing beside another; of all else one is enough. */
function isFirstOfItsMistake(
  { mistake, component }: DeliveryFinding,
  index: number,
  findings: readonly DeliveryFinding[],
): boolean {
  const first = findings.findIndex((finding) => finding.mistake === mistake);
  return first === index || component === 'headers' || mistake === 'secret_unusable';
}
