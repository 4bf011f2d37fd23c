import type { AuthKind, Operation, OPERATIONS } from '@luxcore/contract';
import type { Scope, ScopeName, SCOPES } from '@luxcore/scopes';

/** The scope that a name stands for. */
type Canonical<Name extends ScopeName> = {
  [Known in Scope]: Name extends Known | (typeof SCOPES)[Known]['aliases'][number] ? Known : never;
}[Scope];

/** The operations that credentials of one kind can do with the scopes that they have. */
export type AllowedOperation<Kind extends AuthKind, Granted extends ScopeName> = {
  // In brackets: what may be of two kinds can do only what both can.
  [Name in Operation]: [Kind] extends [(typeof OPERATIONS)[Name]['auth'][number]]
    ? (typeof OPERATIONS)[Name]['scope'] extends Canonical<Granted>
      ? Name
      : never
    : never;
}[Operation];

/**
 * The methods of a resource that are allowed; `keyof` keeps what is written beside each.
 *
 * The condition always holds: an editor shows what a conditional type comes to, the plain methods,
 * where it would show the name of a mapped type and the arguments it was given.
 */
export type AllowedMethods<
  Methods,
  Prefix extends string,
  Allowed extends Operation,
> = Methods extends unknown
  ? {
      readonly [
        Method in keyof Methods as `${Prefix}.${Method & string}` extends Allowed ? Method : never
      ]: Methods[Method];
    }
  : never;

/** The resources that have an allowed method; a conditional type as {@link AllowedMethods} is. */
export type AllowedResources<Resources, Allowed extends Operation> = Resources extends unknown
  ? {
      readonly [
        Prefix in keyof Resources as AllowedKey<Resources, Prefix, Allowed>
      ]: AllowedMethods<Resources[Prefix], Prefix & string, Allowed>;
    }
  : never;

type AllowedKey<
  Resources,
  Prefix extends keyof Resources,
  Allowed extends Operation,
> = keyof AllowedMethods<Resources[Prefix], Prefix & string, Allowed> extends never
  ? never
  : Prefix;
