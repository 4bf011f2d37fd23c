// Operations.
export { OPERATIONS } from './operations.ts';
export type { AuthKind, HttpMethod, Operation, OperationRow } from './operations.ts';
export { operationPath } from './operation-path.ts';
export type { PathArguments, PathParams } from './operation-path.ts';
export { scopesFor } from './scopes-for.ts';

// Versions and base URLs.
export { API_BASE_PATHS, API_BASE_URLS, API_VERSIONS } from './api-versions.ts';
export type { ApiBasePath, ApiBaseUrl, ApiVersion } from './api-versions.ts';

// Rate limits.
export { LIMITS } from './limits.ts';
export type { LimitClass, RateWindow } from './limits.ts';

// Statuses.
export { STATUSES } from './statuses.ts';
export type { OpenPaymentStatus, PaymentStatus } from './statuses.ts';
export { canTransition, isOpenStatus } from './status-transitions.ts';

// Webhook events.
export { WEBHOOK_EVENTS } from './webhook-events.ts';
export type { KnownWebhookEvent, WebhookEventName } from './webhook-events.ts';

// Currencies, methods and kinds.
export { CURRENCIES } from './currencies.ts';
export type { Currency, CurrencyRow, KnownCurrency } from './currencies.ts';
export { METHODS } from './methods.ts';
export type { Direction, KnownMethod, Method, MethodFor } from './methods.ts';
export { PAYMENT_TYPES } from './payment-types.ts';
export type { PaymentType, PaymentTypeFor, PaymentTypeRow } from './payment-types.ts';
export { BALANCE_DEFAULTS, BALANCE_TYPES } from './balance-types.ts';
export type { BalanceType } from './balance-types.ts';

// Money.
export { formatMinorUnits, minorUnits } from './minor-units.ts';

// API keys.
export { API_KEY_PREFIXES, parseApiKey } from './api-key.ts';
export type { ApiKeyInfo, Environment } from './api-key.ts';

// Wire types.
export type {
  BankDetails,
  IpayCheckout,
  ListPayments,
  Payment,
  PaymentList,
} from './wire/payment.ts';
export type {
  CreateBankTransferWithdrawal,
  CreateDeposit,
  CreateIpayDeposit,
  CreateOtherDeposit,
  CreateOtherWithdrawal,
  CreatePayIdWithdrawal,
  CreatePayment,
  CreatePaymentFields,
  CreateSpeiWithdrawal,
  CreateWithdrawal,
  Customer,
  DepositFields,
  IpayOptions,
  WithdrawalFields,
} from './wire/create-payment.ts';
export type { BankTransferPayout, PayIdPayout, Payout, SpeiPayout } from './wire/payout.ts';
export type {
  PaymentMethodInfo,
  ValidatedPaymentMethod,
  ValidatePaymentMethod,
} from './wire/payment-method.ts';
export type { AllBalances, Balance, BalanceEntry, GetBalance } from './wire/balance.ts';
export type { ErrorBody } from './wire/error-body.ts';
export type { Envelope, Page, PageQuery, QueryValue } from './wire/page.ts';
export type {
  CreatedWebhook,
  CreateWebhook,
  SignatureAlgorithm,
  UpdateWebhook,
  WebhookEndpoint,
} from './wire/webhook.ts';
export type { RetryWebhook, WebhookAttempt, WebhookDelivery } from './wire/webhook-delivery.ts';
export type { WebhookPayment } from './wire/webhook-payment.ts';
export type {
  CreateTicket,
  CreateTicketComment,
  CreateUploadUrl,
  ListTickets,
  Ticket,
  TicketComment,
  TicketFields,
  TicketList,
  TicketStatus,
  UploadUrl,
} from './wire/ticket.ts';
