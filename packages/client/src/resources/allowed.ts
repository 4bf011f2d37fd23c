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

/** The methods that are no operation of their own, and the operation that each begins with. */
export interface ComposedMethods {
  readonly 'tickets.attachments.upload': 'tickets.attachments.uploadUrl';
}

/**
 * The methods of a resource that are allowed, and the resources inside it that have one; `keyof` keeps
 * what is written beside each. `Prefix` is the beginning of the operations' names, such as `payments.`.
 *
 * The condition always holds: an editor shows what a conditional type comes to, the plain methods,
 * where it would show the name of a mapped type and the arguments it was given.
 */
export type AllowedMembers<
  Members,
  Prefix extends string,
  Allowed extends Operation,
> = Members extends unknown
  ? {
      readonly [
        Key in keyof Members as AllowedKey<`${Prefix}${Key & string}`, Allowed> extends never
          ? never
          : Key
      ]: Members[Key] extends (...args: never) => unknown
        ? Members[Key]
        : AllowedMembers<Members[Key], `${Prefix}${Key & string}.`, Allowed>;
    }
  : never;

/** The allowed operations that a method does, or that are somewhere in a resource. */
type AllowedKey<Path extends string, Allowed extends Operation> = Extract<
  Allowed,
  (Path extends keyof ComposedMethods ? ComposedMethods[Path] : Path) | `${Path}.${string}`
>;
