import { expect, it } from 'vitest';
import { judge, RULES, type FinalPayment, type History, type Rule, type Told } from './judge.ts';

const ASKED = { number: 1, reference: 'order-1', amount: 100, type: 'deposit' } as const;
const PAYMENT: FinalPayment = {
  id: 'pay_1',
  reference: 'order-1',
  amount: 100,
  type: 'deposit',
  status: 'pending',
  madeBy: 1,
};
const TOLD_PAYMENT = { id: 'pay_1', reference: 'order-1', amount: 100, type: 'deposit' };
const CREATED: Told = { state: 'resolved', outcome: 'created', payment: TOLD_PAYMENT };
const EXISTING: Told = { ...CREATED, outcome: 'existing' };
const UNKNOWN: Told = {
  state: 'rejected',
  isLuxCoreError: true,
  outcome: 'unknown',
  code: 'OUTCOME_UNKNOWN',
  reference: 'order-1',
};
const REJECTED: Told = { ...UNKNOWN, outcome: 'rejected', code: 'INSUFFICIENT_BALANCE' };
const NOT_SENT: Told = { ...UNKNOWN, outcome: 'not_sent', code: 'CONNECTION_FAILED' };
const CONFLICT: Told = { ...REJECTED, code: 'MERCHANT_REFERENCE_CONFLICT' };

const OTHER: FinalPayment = { ...PAYMENT, id: 'pay_2', madeBy: 2 };
/** Who made the payment that the call of these tests met. */
const SECOND: History = {
  asked: { ...ASKED, number: 2 },
  told: { ...EXISTING, payment: { ...TOLD_PAYMENT, id: 'pay_2' } },
};

function rules(told: Told, payments: readonly FinalPayment[], asked: object = {}): Rule[] {
  const histories = [{ asked: { ...ASKED, ...asked }, told }, SECOND];
  // The second call is fault-free only where its payment is there.
  const all = payments.includes(OTHER) ? histories : histories.slice(0, 1);
  return judge(all, payments).map(({ rule }) => rule);
}

it.each<[string, Told, readonly FinalPayment[]]>([
  ['created', CREATED, [PAYMENT]],
  ['recovered', { ...CREATED, outcome: 'recovered' }, [PAYMENT]],
  [
    'found as what another call made',
    { ...EXISTING, payment: { ...TOLD_PAYMENT, id: 'pay_2' } },
    [OTHER],
  ],
  ['unknown and made', UNKNOWN, [PAYMENT]],
  ['unknown and not made', UNKNOWN, []],
  ['rejected and not made', REJECTED, []],
  ['rejected where another call made it', REJECTED, [OTHER]],
  ['not sent', NOT_SENT, []],
  ['made anew after it failed', CREATED, [{ ...PAYMENT, id: 'pay_0', status: 'failed' }, PAYMENT]],
])('finds nothing wrong with a payment that was %s', (_, told, payments) => {
  expect(rules(told, payments)).toEqual([]);
});

it('finds nothing wrong with a conflict with what another call made', () => {
  expect(rules(CONFLICT, [OTHER], { amount: 200 })).toEqual([]);
});

it.each<[Rule, Told, readonly FinalPayment[], object?]>([
  ['liveTwice', CREATED, [PAYMENT, OTHER]],
  ['madeTwice', UNKNOWN, [PAYMENT, { ...PAYMENT, id: 'pay_3', reference: 'order-1-again' }]],
  ['denied', REJECTED, [PAYMENT]],
  ['denied', NOT_SENT, [PAYMENT]],
  ['denied', CONFLICT, [PAYMENT]],
  ['absent', CREATED, []],
  ['absent', CREATED, [{ ...PAYMENT, id: 'pay_3' }]],
  ['different', CREATED, [PAYMENT], { amount: 200 }],
  ['different', CREATED, [{ ...PAYMENT, amount: 200 }]],
  ['different', CREATED, [{ ...PAYMENT, type: 'withdrawal' }]],
  ['different', CREATED, [{ ...PAYMENT, reference: 'order-2' }]],
  ['claimed', { ...CREATED, payment: { ...TOLD_PAYMENT, id: 'pay_2' } }, [OTHER]],
  ['unfounded', CONFLICT, []],
  ['unfounded', CONFLICT, [OTHER]],
  ['unnamed', { ...UNKNOWN, reference: undefined }, []],
  ['unnamed', { ...UNKNOWN, reference: 'order-2' }, []],
  [
    'unnamed',
    { ...UNKNOWN, reference: 'made-2' },
    [{ ...PAYMENT, reference: 'made-1' }],
    { reference: undefined },
  ],
  ['untyped', { ...UNKNOWN, isLuxCoreError: false }, []],
  ['untyped', { ...UNKNOWN, outcome: undefined }, []],
  ['pending', { state: 'pending' }, []],
  ['unasked', UNKNOWN, [{ ...PAYMENT, madeBy: undefined }]],
  ['unasked', UNKNOWN, [{ ...PAYMENT, madeBy: 7 }]],
  ['unasked', UNKNOWN, [{ ...PAYMENT, amount: 200 }]],
])('finds what is %s', (rule, told, payments, asked) => {
  expect(RULES).toHaveProperty(rule);
  expect(rules(told, payments, asked)).toContain(rule);
});
