/**
 * Every permission scope of a LuxCore API key: what it allows, and the other
 * names that LuxCore accepts for it. Source: LuxCore's documented list of scopes.
 *
 * @example
 * ```ts
 * import { SCOPES } from '@luxcore/scopes';
 *
 * SCOPES['payments.read'].allows; // 'view payments'
 * SCOPES['payments.read'].aliases; // ['payments.view']
 * ```
 */
export const SCOPES = {
  'payments.create': { allows: 'create payments', aliases: [] },
  'payments.read': { allows: 'view payments', aliases: ['payments.view'] },
  'payments.cancel': { allows: 'cancel pending payments', aliases: [] },
  'payments.methods': { allows: 'view payment methods', aliases: [] },
  'webhooks.create': { allows: 'create webhook endpoints', aliases: [] },
  'webhooks.read': { allows: 'view webhook endpoints', aliases: ['webhooks.view'] },
  'webhooks.update': { allows: 'change webhook endpoints', aliases: [] },
  'webhooks.delete': { allows: 'delete webhook endpoints', aliases: [] },
  'balance.read': { allows: 'view balances, v1 and v2', aliases: ['balance.view'] },
  'tickets.create': { allows: 'create tickets', aliases: [] },
  'tickets.read': {
    allows: 'list and read tickets, list comments, download attachments',
    aliases: [],
  },
  'tickets.update': { allows: 'close, reopen, comment, upload attachments', aliases: [] },
} as const;

/** One row of {@link SCOPES}. */
export interface ScopeRow {
  /** What the scope allows, as words that follow "may". */
  readonly allows: string;
  /** Other names that LuxCore accepts for the same scope. */
  readonly aliases: readonly string[];
}

type ScopeTable<Table extends Readonly<Record<string, ScopeRow>>> = Table;

/** The name under which a scope stands in {@link SCOPES}. */
export type Scope = keyof ScopeTable<typeof SCOPES>;

/** Another name for a {@link Scope}. */
export type ScopeAlias = (typeof SCOPES)[Scope]['aliases'][number];

/** Any name that LuxCore accepts for a scope. */
export type ScopeName = Scope | ScopeAlias;
