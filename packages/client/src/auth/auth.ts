import type { ApiVersion, AuthKind, Environment, HttpMethod } from '@luxcore/contract';
import type { ScopeName } from '@luxcore/scopes';
import type { Clock } from '@luxcore/signing';
import type { Emit } from '../events.ts';
import type { MakeV1Resources } from '../resources/v1-resources.ts';
import type { Rotation } from '../stages/rotation.ts';
import type { serverClock } from '../stages/server-clock.ts';

/**
 * How requests prove who sends them: made by `apiKey`, `bearer`, `hmac` and the two `...FromEnv`.
 * Its type knows what it can do, and so does the client that is made with it.
 *
 * What is secret is kept in a closure: nothing that prints or copies an auth shows it.
 */
export interface Auth<Kind extends AuthKind = AuthKind, Granted extends ScopeName = ScopeName> {
  /** An API key and a bearer token reach v1, an HMAC signature reaches v2. */
  readonly kind: Kind;
  /** The scopes that the credentials were declared to have; `undefined`: none were declared. */
  readonly scopes: readonly Granted[] | undefined;
  /**
   * Makes what v1 alone has; `undefined`: the credentials do not reach v1.
   *
   * @internal It may change, as `prepare` may.
   */
  readonly v1: MakeV1Resources | undefined;
  /**
   * Checks the credentials; the client calls it once, at its first request.
   *
   * @internal It may change: an auth is made by the functions above, never by hand.
   */
  readonly prepare: (context: AuthContext) => Rotation;
  /**
   * Learns LuxCore's time, where it is signed; `undefined`: nothing is.
   *
   * @internal
   */
  readonly clock?: typeof serverClock;
}

/** The scopes of an auth; what they do not cover is neither offered by the types nor sent. */
export interface AuthOptions<Granted extends readonly ScopeName[]> {
  /** What the credentials may do, aliases included; everything unless told. */
  readonly scopes?: Granted | undefined;
}

/** What the client knows and the credentials are checked against. */
export interface AuthContext {
  readonly environment: Environment | undefined;
  /** Is told of a rotation; `undefined`: nobody listens. */
  readonly emit: Emit | undefined;
  /** LuxCore's time as far as it is known, in milliseconds. */
  readonly now: Clock;
}

/** Those to try one after the other; at least one. */
export type CredentialList = readonly [Credential, ...Credential[]];

/** What an attempt proves itself by. */
export interface Credential {
  /** Tells it from others; never shown, for it may be the credential itself. */
  readonly id: unknown;
  /** What the rate limits count against; shows no secret. */
  readonly limitKey: string;
  /** Makes the headers of one attempt; called anew for each. */
  readonly authorise: (request: RequestToAuthorise) => AuthHeaders;
  /** Hides it in a text that may repeat it; a signature is no secret. */
  readonly hide?: (text: string) => string;
}

/** The headers that carry credentials. */
export type AuthHeaders = Readonly<Record<string, string>>;

/** A request as it is about to be sent. */
export interface RequestToAuthorise {
  readonly method: HttpMethod;
  /** Path and query exactly as they are sent. */
  readonly path: string;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
}

/** The version that each kind of credentials reaches; that a bearer token reaches v1 is assumed. */
export const AUTH_VERSIONS = { apiKey: 'v1', bearer: 'v1', hmac: 'v2' } as const;

type VersionTable<Table extends Readonly<Record<AuthKind, ApiVersion>>> = Table;

/** A version that credentials reach. */
export type AuthVersion = VersionTable<typeof AUTH_VERSIONS>[AuthKind];
