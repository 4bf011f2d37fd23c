import type { Scope, ScopeAlias } from './scopes.ts';

/**
 * The scope of each alias, as `SCOPES` tells it of each scope: for who compares names, and can do
 * without the words of that table.
 *
 * @example
 * ```ts
 * import { SCOPE_ALIASES } from '@luxcore/scopes';
 *
 * SCOPE_ALIASES['payments.view']; // 'payments.read'
 * ```
 */
export const SCOPE_ALIASES: Readonly<Record<ScopeAlias, Scope>> = {
  'payments.view': 'payments.read',
  'webhooks.view': 'webhooks.read',
  'balance.view': 'balance.read',
};
