/** Whether the client kept its promise: what each call was told, against what there is in the end. */

/** What a call asked for. */
export interface Asked {
  readonly number: number;
  /** `undefined`: left to the client. */
  readonly reference: string | undefined;
  readonly amount: number;
  readonly type: 'deposit' | 'withdrawal';
}

/** What a call was told. */
export type Told =
  | { readonly state: 'resolved'; readonly outcome: string; readonly payment: ToldPayment }
  | {
      readonly state: 'rejected';
      readonly isLuxCoreError: boolean;
      readonly outcome: string | undefined;
      readonly code: string | undefined;
      readonly reference: string | undefined;
    }
  | { readonly state: 'pending' };

/** A payment as a call resolved to it. */
export interface ToldPayment {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly type: string;
}

/** One call from its beginning to its end. */
export interface History {
  readonly asked: Asked;
  readonly told: Told;
}

/** A payment as the emulator has it in the end. */
export interface FinalPayment {
  readonly id: string;
  readonly reference: string | undefined;
  readonly amount: number;
  readonly type: string;
  readonly status: string;
  /** The number of the call whose bytes made it: each call says its number in the description. */
  readonly madeBy: number | undefined;
}

/** What must not be; each is counted, also where it is 0. */
export const RULES = {
  liveTwice: 'references with two live payments',
  madeTwice: 'calls that made two live payments',
  denied: 'calls "rejected" or "not_sent" that made a payment',
  absent: 'calls resolved to a payment that does not exist',
  different: 'calls resolved to a payment that differs',
  claimed: 'calls "created" whose payment another call made',
  unfounded: 'conflicts told where no other payment has the reference',
  unnamed: 'unknown outcomes without the reference of the payment',
  untyped: 'failures that are no LuxCoreError with an outcome',
  pending: 'calls pending in the end',
  unasked: 'payments that no call asked for',
} as const;

export type Rule = keyof typeof RULES;

/** A rule that was broken, and by what. */
export interface Breach {
  readonly rule: Rule;
  readonly what: string;
}

const LUXCORE_OUTCOMES: readonly unknown[] = ['not_sent', 'rejected', 'unknown'];
/** With a payment in one of these, its reference may be used again. */
const ENDED: readonly string[] = ['failed', 'expired', 'cancelled'];

/** Every breach there is; none: the promise was kept. */
export function judge(
  histories: readonly History[],
  payments: readonly FinalPayment[],
): readonly Breach[] {
  const state: State = {
    byId: new Map(payments.map((payment) => [payment.id, payment])),
    byReference: groupBy(payments, ({ reference }) => reference),
    byMaker: groupBy(payments, ({ madeBy }) => madeBy),
  };
  const asked = new Map(histories.map((history) => [history.asked.number, history]));
  return [
    ...payments.filter((payment) => !isAskedFor(payment, asked)).map(breach('unasked')),
    ...liveTwice(state.byReference).map(breach('liveTwice')),
    ...liveTwice(state.byMaker).map(breach('madeTwice')),
    ...histories.flatMap((history) =>
      brokenBy(history, state).map((rule) => breach(rule)(history)),
    ),
  ];
}

interface State {
  readonly byId: ReadonlyMap<string, FinalPayment>;
  readonly byReference: ReadonlyMap<string | undefined, readonly FinalPayment[]>;
  readonly byMaker: ReadonlyMap<number | undefined, readonly FinalPayment[]>;
}

// Not Map.groupBy: Node 20 has none.
function groupBy<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function breach(rule: Rule): (what: unknown) => Breach {
  return (what) => ({ rule, what: JSON.stringify(what) });
}

function liveTwice(
  groups: ReadonlyMap<unknown, readonly FinalPayment[]>,
): (readonly FinalPayment[])[] {
  return [...groups.values()]
    .map((group) => group.filter(({ status }) => !ENDED.includes(status)))
    .filter(({ length }) => length > 1);
}

function isAskedFor(
  payment: FinalPayment,
  histories: ReadonlyMap<number | undefined, History>,
): boolean {
  const { madeBy, reference } = payment;
  const asked = histories.get(madeBy)?.asked;
  if (asked === undefined || reference === undefined) return false;
  return isSame(asked, payment) && (asked.reference ?? reference) === reference;
}

function brokenBy({ asked, told }: History, state: State): Rule[] {
  if (told.state === 'pending') return ['pending'];
  if (told.state === 'resolved') return brokenByResult(asked, told, state);
  const { isLuxCoreError, outcome, code, reference } = told;
  if (!isLuxCoreError || !LUXCORE_OUTCOMES.includes(outcome)) return ['untyped'];
  const made = state.byMaker.get(asked.number) ?? [];
  if (outcome === 'unknown') {
    const isNamed = reference !== undefined && (asked.reference ?? reference) === reference;
    return isNamed && made.every((payment) => payment.reference === reference) ? [] : ['unnamed'];
  }
  const broken: Rule[] = made.length > 0 ? ['denied'] : [];
  if (code !== 'MERCHANT_REFERENCE_CONFLICT') return broken;
  const others = state.byReference.get(asked.reference) ?? [];
  return others.some((other) => !isSame(asked, other)) ? broken : [...broken, 'unfounded'];
}

function brokenByResult(
  asked: Asked,
  { outcome, payment }: Extract<Told, { state: 'resolved' }>,
  { byId }: State,
): Rule[] {
  const found = byId.get(payment.id);
  if (found === undefined) return ['absent'];
  const isWhatWasAsked = isSame(asked, payment) && isSame(asked, found);
  const isNamed =
    payment.reference === found.reference &&
    (asked.reference ?? found.reference) === found.reference;
  if (!isWhatWasAsked || !isNamed) return ['different'];
  return outcome === 'created' && found.madeBy !== asked.number ? ['claimed'] : [];
}

function isSame(
  asked: Asked,
  { amount, type }: { readonly amount: number; readonly type: string },
): boolean {
  return asked.amount === amount && asked.type === type;
}
