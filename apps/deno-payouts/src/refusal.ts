/** Why nothing is sent: told as it is, without a stack, and the program ends with 2. */
export class Refusal extends Error {}

const MOST_FAULTS = 20;

/** A heading, and what is wrong below it: as much of it as one reads. */
export function refusal(heading: string, faults: readonly string[]): Refusal {
  const more = faults.length - MOST_FAULTS;
  const lines = faults.slice(0, MOST_FAULTS).map((fault) => `  ${fault}`);
  return new Refusal(
    [heading, ...lines, ...(more > 0 ? [`  and ${String(more)} more`] : [])].join('\n'),
  );
}
