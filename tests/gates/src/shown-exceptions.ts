/** What of the public types is without a name or without documentation, and is meant to be. */
import type { ShownFault } from './shown-types.ts';

export interface Exception {
  /** The entry that meets it first. */
  readonly specifier: string;
  readonly fault: ShownFault['fault'];
  /** Declarations, each with its members. */
  readonly names: readonly string[];
}

/** By why they are. */
export const EXCEPTIONS: Readonly<Record<string, readonly Exception[]>> = {
  'The base of error classes: it is these, and LuxCoreError, that a user tests for.': [
    {
      specifier: '@luxcore/errors',
      fault: 'not exported',
      names: ['PassingFault', 'UnknownOutcome', 'WordedError'],
    },
  ],
  'The compiler checks a table by it; an editor shows the table.': [
    { specifier: '@luxcore/scopes', fault: 'not exported', names: ['ScopeTable'] },
    {
      specifier: '@luxcore/contract',
      fault: 'not exported',
      names: [
        'CurrencyTable',
        'LimitTable',
        'MethodTable',
        'OperationTable',
        'PaymentTypeTable',
        'PerVersion',
        'PrefixTable',
        'StatusTable',
      ],
    },
    { specifier: '@luxcore/contract', fault: 'no documentation', names: ['StatusTable'] },
  ],
  'A step on the way to an exported type; an editor shows what comes of it.': [
    {
      specifier: '@luxcore/contract',
      fault: 'not exported',
      names: ['ParameterIn', 'ParameterOf'],
    },
    { specifier: '@luxcore/webhooks', fault: 'not exported', names: ['EventAbout', 'NameAbout'] },
    {
      specifier: '@luxcore/client',
      fault: 'not exported',
      names: ['AllowedKey', 'AllowedMembers', 'AllowedOperation', 'Canonical', 'ComposedMethods'],
    },
  ],
  'As much as is used of a shape of somebody else, whose documentation tells of its members.': [
    {
      specifier: '@luxcore/webhooks/express',
      fault: 'no documentation',
      names: ['NodeHead', 'NodeResponse'],
    },
    {
      specifier: '@luxcore/webhooks/fastify',
      fault: 'no documentation',
      names: ['FastifyLike', 'FastifyReplyLike'],
    },
    {
      specifier: '@luxcore/webhooks/koa',
      fault: 'no documentation',
      names: ['KoaContext', 'KoaRequest'],
    },
    {
      specifier: '@luxcore/webhooks/lambda',
      fault: 'no documentation',
      names: ['LambdaAnswer', 'LambdaEvent'],
    },
    {
      specifier: '@luxcore/client/undici',
      fault: 'no documentation',
      names: ['UndiciDispatcher', 'UndiciRequest'],
    },
    {
      specifier: '@luxcore/client/opentelemetry',
      fault: 'no documentation',
      names: ['MeterLike', 'SpanLike', 'TracerLike'],
    },
  ],
  'For our own packages, and said in a sentence.': [
    {
      specifier: '@luxcore/signing/primitives',
      fault: 'no example',
      names: [
        'assertTolerance',
        'bodyBytes',
        'bytesOfBase64',
        'bytesOfHex',
        'cached',
        'collectBounded',
        'describeOffset',
        'isFresh',
        'looksLikeApiKey',
        'parseTimestamp',
        'payloadTooLarge',
        'rawBytesOf',
        'readClock',
        'requestStream',
        'secretHider',
        'toHex',
        'utf8',
      ],
    },
  ],
};
