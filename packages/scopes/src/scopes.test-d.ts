import { expectTypeOf } from 'vitest';
import {
  canonicalScope,
  grants,
  missingScopes,
  parseScopes,
  UnknownScopeError,
  type Scope,
  type ScopeAlias,
  type ScopeName,
} from './index.ts';

expectTypeOf<Scope>().toEqualTypeOf<
  | 'payments.create'
  | 'payments.read'
  | 'payments.cancel'
  | 'payments.methods'
  | 'webhooks.create'
  | 'webhooks.read'
  | 'webhooks.update'
  | 'webhooks.delete'
  | 'balance.read'
  | 'tickets.create'
  | 'tickets.read'
  | 'tickets.update'
>();
expectTypeOf<ScopeAlias>().toEqualTypeOf<'payments.view' | 'webhooks.view' | 'balance.view'>();
expectTypeOf<ScopeName>().toEqualTypeOf<Scope | ScopeAlias>();

expectTypeOf(canonicalScope).returns.toEqualTypeOf<Scope | undefined>();
expectTypeOf(parseScopes).returns.toEqualTypeOf<Scope[]>();
expectTypeOf(missingScopes).returns.toEqualTypeOf<Scope[]>();
expectTypeOf(grants).returns.toEqualTypeOf<boolean>();

expectTypeOf(new UnknownScopeError('x').code).toEqualTypeOf<'UNKNOWN_SCOPE'>();
expectTypeOf(new UnknownScopeError('x').name).toEqualTypeOf<'UnknownScopeError'>();

// An alias is not a Scope: it is resolved before it is compared.
expectTypeOf<ScopeAlias>().not.toExtend<Scope>();

// @ts-expect-error scopes are strings
parseScopes([1]);
// @ts-expect-error what is needed is never left out
grants('payments.read');
