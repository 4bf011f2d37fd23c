import type { Operation } from '@luxcore/contract';
import * as z from 'zod';
import { methodSchema, retrySchema } from '../operations.ts';
import { createPaymentSchema } from '../payments/create-payment-body.ts';
import { commentSchema, createTicketSchema, uploadUrlSchema } from '../tickets/ticket-schemas.ts';
import { createWebhookSchema, updateWebhookSchema } from '../webhooks/endpoints.ts';
import {
  balanceAnswer,
  balancesAnswer,
  commentAnswer,
  createdEndpointAnswer,
  deliveryAnswer,
  endpointAnswer,
  enveloped,
  methodAnswer,
  paged,
  paymentAnswer,
  ticketAnswer,
  uploadUrlAnswer,
  validMethodAnswer,
} from './answers.ts';

/** What an operation takes and answers. */
export interface OperationSchemas {
  readonly body?: z.ZodType;
  /** A body that may be left out. */
  readonly isBodyOptional?: true;
  /** The names of its query's parameters. */
  readonly query?: readonly string[];
  /** What is answered, by status; `null` is no body, `bytes` is no JSON. */
  readonly answers: Readonly<Record<number, z.ZodType | 'bytes' | null>>;
}

const PAGE = ['page', 'limit'] as const;
const BALANCE_QUERY = ['currency', 'balance_type'] as const;
const PAYMENT_FILTERS = ['status', 'currency', 'method', 'type', 'merchant_reference'] as const;
const TICKET_FILTERS = [
  'status',
  'category',
  'search',
  'payment_id',
  'created_after',
  'created_before',
  'sort_by',
] as const;

const endpoint = { 200: enveloped(endpointAnswer) };
const ticket = { 200: enveloped(ticketAnswer) };

export const OPERATION_SCHEMAS: Readonly<Record<Operation, OperationSchemas>> = {
  'payments.create': {
    body: createPaymentSchema,
    answers: { 200: paymentAnswer, 201: paymentAnswer },
  },
  'payments.list': {
    query: [...PAGE, ...PAYMENT_FILTERS],
    answers: { 200: paged(paymentAnswer) },
  },
  'payments.get': { answers: { 200: paymentAnswer } },
  'payments.cancel': { answers: { 200: paymentAnswer } },
  'payments.methods.list': { answers: { 200: enveloped(z.array(methodAnswer)) } },
  'payments.methods.validate': {
    body: methodSchema,
    answers: { 200: enveloped(validMethodAnswer) },
  },
  'webhooks.create': {
    body: createWebhookSchema,
    answers: { 201: enveloped(createdEndpointAnswer) },
  },
  'webhooks.list': { answers: { 200: enveloped(z.array(endpointAnswer)) } },
  'webhooks.get': { answers: endpoint },
  'webhooks.update': { body: updateWebhookSchema, answers: endpoint },
  'webhooks.delete': { answers: { 204: null } },
  'webhooks.test': { answers: { 200: enveloped(deliveryAnswer) } },
  'webhooks.enable': { answers: endpoint },
  'webhooks.disable': { answers: endpoint },
  'webhooks.events': { query: PAGE, answers: { 200: paged(deliveryAnswer) } },
  'webhooks.retry': {
    body: retrySchema,
    isBodyOptional: true,
    answers: { 200: enveloped(z.array(deliveryAnswer)) },
  },
  'balance.get': { query: BALANCE_QUERY, answers: { 200: balanceAnswer } },
  'balance.all': { answers: { 200: balancesAnswer } },
  'merchants.balance': { query: BALANCE_QUERY, answers: { 200: balanceAnswer } },
  'merchants.balances': { answers: { 200: balancesAnswer } },
  'tickets.create': { body: createTicketSchema, answers: { 201: enveloped(ticketAnswer) } },
  'tickets.list': { query: [...PAGE, ...TICKET_FILTERS], answers: { 200: paged(ticketAnswer) } },
  'tickets.get': { answers: ticket },
  'tickets.close': { answers: ticket },
  'tickets.reopen': { answers: ticket },
  'tickets.comments.create': { body: commentSchema, answers: { 201: enveloped(commentAnswer) } },
  'tickets.comments.list': { answers: { 200: enveloped(z.array(commentAnswer)) } },
  'tickets.attachments.uploadUrl': { body: uploadUrlSchema, answers: { 201: uploadUrlAnswer } },
  'tickets.attachments.get': { answers: { 200: 'bytes' } },
};
