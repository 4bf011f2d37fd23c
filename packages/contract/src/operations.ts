import type { ApiVersion } from './api-versions.ts';
import type { LimitClass } from './limits.ts';
import type { Scope } from '@luxcore/scopes';

/**
 * Every operation of the LuxCore API. The columns are described at {@link OperationRow}.
 *
 * Methods, paths, versions and rate limits are documented by LuxCore. Assumed are the scope of each
 * operation (by its name), and that all of v1 takes a bearer token (LuxCore documents that some of
 * it does). `replaySafe` is our judgement: what is read, put or deleted, or ends in the same state
 * when done twice.
 *
 * @example
 * ```ts
 * import { OPERATIONS } from '@luxcore/contract';
 *
 * const { method, path } = OPERATIONS['payments.cancel']; // 'POST', '/payments/{id}/cancel'
 * ```
 */
export const OPERATIONS = {
  'payments.create': {
    method: 'POST',
    path: '/payments',
    scope: 'payments.create',
    limit: 'creation',
    versions: ['v1', 'v2'],
    auth: ['apiKey', 'bearer', 'hmac'],
    replaySafe: 'by_reference',
  },
  'payments.list': {
    method: 'GET',
    path: '/payments',
    scope: 'payments.read',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'payments.get': {
    method: 'GET',
    path: '/payments/{id}',
    scope: 'payments.read',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'payments.cancel': {
    method: 'POST',
    path: '/payments/{id}/cancel',
    scope: 'payments.cancel',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'payments.methods.list': {
    method: 'GET',
    path: '/payments/methods',
    scope: 'payments.methods',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'payments.methods.validate': {
    method: 'POST',
    path: '/payments/methods/validate',
    scope: 'payments.methods',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: false,
  },
  'webhooks.create': {
    method: 'POST',
    path: '/webhooks',
    scope: 'webhooks.create',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: false,
  },
  'webhooks.list': {
    method: 'GET',
    path: '/webhooks',
    scope: 'webhooks.read',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'webhooks.get': {
    method: 'GET',
    path: '/webhooks/{id}',
    scope: 'webhooks.read',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'webhooks.update': {
    method: 'PUT',
    path: '/webhooks/{id}',
    scope: 'webhooks.update',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'webhooks.delete': {
    method: 'DELETE',
    path: '/webhooks/{id}',
    scope: 'webhooks.delete',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'webhooks.test': {
    method: 'POST',
    path: '/webhooks/{id}/test',
    scope: 'webhooks.update',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: false,
  },
  'webhooks.enable': {
    method: 'PUT',
    path: '/webhooks/{id}/enable',
    scope: 'webhooks.update',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'webhooks.disable': {
    method: 'PUT',
    path: '/webhooks/{id}/disable',
    scope: 'webhooks.update',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'webhooks.events': {
    method: 'GET',
    path: '/webhooks/{id}/events',
    scope: 'webhooks.read',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'webhooks.retry': {
    method: 'POST',
    path: '/webhooks/{id}/retry',
    scope: 'webhooks.update',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: false,
  },
  'balance.get': {
    method: 'GET',
    path: '/balance',
    scope: 'balance.read',
    limit: 'standard',
    versions: ['v1', 'v2'],
    auth: ['apiKey', 'bearer', 'hmac'],
    replaySafe: true,
  },
  'balance.all': {
    method: 'GET',
    path: '/balance/all',
    scope: 'balance.read',
    limit: 'standard',
    versions: ['v1', 'v2'],
    auth: ['apiKey', 'bearer', 'hmac'],
    replaySafe: true,
  },
  'merchants.balance': {
    method: 'GET',
    path: '/merchants/{id}/balance',
    scope: 'balance.read',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'merchants.balances': {
    method: 'GET',
    path: '/merchants/{id}/balance/all',
    scope: 'balance.read',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'tickets.create': {
    method: 'POST',
    path: '/tickets',
    scope: 'tickets.create',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: false,
  },
  'tickets.list': {
    method: 'GET',
    path: '/tickets',
    scope: 'tickets.read',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'tickets.get': {
    method: 'GET',
    path: '/tickets/{id}',
    scope: 'tickets.read',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'tickets.close': {
    method: 'POST',
    path: '/tickets/{id}/close',
    scope: 'tickets.update',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'tickets.reopen': {
    method: 'POST',
    path: '/tickets/{id}/reopen',
    scope: 'tickets.update',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'tickets.comments.create': {
    method: 'POST',
    path: '/tickets/{id}/comments',
    scope: 'tickets.update',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: false,
  },
  'tickets.comments.list': {
    method: 'GET',
    path: '/tickets/{id}/comments',
    scope: 'tickets.read',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
  },
  'tickets.attachments.uploadUrl': {
    method: 'POST',
    path: '/tickets/{id}/upload-url',
    scope: 'tickets.update',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: false,
  },
  'tickets.attachments.get': {
    method: 'GET',
    path: '/tickets/{id}/attachments/{attachmentId}',
    scope: 'tickets.read',
    limit: 'standard',
    versions: ['v1'],
    auth: ['apiKey', 'bearer'],
    replaySafe: true,
    answers: 'bytes',
  },
} as const;

/** The HTTP methods that LuxCore's operations use. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** How a request proves who sends it: an API key, a JWT bearer token, or a v2 HMAC signature. */
export type AuthKind = 'apiKey' | 'bearer' | 'hmac';

/** One row of {@link OPERATIONS}. */
export interface OperationRow {
  /** The HTTP method. */
  readonly method: HttpMethod;
  /** The path below the base URL, with its parameters in braces. */
  readonly path: `/${string}`;
  /** The scope that the credentials must have. */
  readonly scope: Scope;
  /** Which of the rate limits counts it. */
  readonly limit: LimitClass;
  /** The versions of the API that have it. */
  readonly versions: readonly ApiVersion[];
  /** The credentials that it takes, in one of its versions at least: `hmac` is v2, the rest v1. */
  readonly auth: readonly AuthKind[];
  /**
   * Whether it may be sent again when the outcome of the first attempt is unknown; `by_reference`:
   * only soon after, and only with the same `merchant_reference`.
   */
  readonly replaySafe: boolean | 'by_reference';
  /** That a success is answered with bytes as they are, where the rest is JSON. Assumed. */
  readonly answers?: 'bytes';
}

type OperationTable<Table extends Readonly<Record<string, OperationRow>>> = Table;

/** The name of an operation. */
export type Operation = keyof OperationTable<typeof OPERATIONS>;
