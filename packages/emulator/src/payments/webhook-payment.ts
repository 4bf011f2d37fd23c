import type { WebhookPayment } from '@luxcore/contract';
import type { StoredPayment } from './payments.ts';

/** A payment as an event tells it: the names of the fields are LuxCore's. */
export function webhookPayment({
  payment,
  version,
  merchantId,
  confirmedAt,
}: StoredPayment): WebhookPayment {
  const { transaction_id, status, amount, currency, type, method, created_at } = payment;
  return {
    id: transaction_id,
    status,
    status_version: version,
    amount,
    currency,
    type,
    merchant_id: merchantId,
    merchant_reference: payment.merchant_reference ?? null,
    method,
    fee: payment.fee_amount ?? 0,
    net_amount: payment.net_amount ?? amount,
    created_at,
    confirmed_at: confirmedAt,
  };
}
