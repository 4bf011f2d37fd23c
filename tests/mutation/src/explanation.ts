import type { Mutant } from './mutant.ts';

/** Why one surviving mutant may survive; found again by what was changed, not by its line. */
export interface Explanation extends Pick<Mutant, 'file' | 'mutator' | 'original' | 'replacement'> {
  readonly why: string;
}

export interface ExplainedMutant extends Mutant {
  /** `undefined` where nobody has explained it yet. */
  readonly why: string | undefined;
}

export interface Matched {
  readonly survivors: readonly ExplainedMutant[];
  /** Explanations of mutants that survive no more. */
  readonly stale: readonly Explanation[];
}

/**
 * Gives each survivor its explanation. Each explanation serves once: a second mutant that looks the
 * same elsewhere in the file needs its own.
 */
export function explain(
  survivors: readonly Mutant[],
  explanations: readonly Explanation[],
): Matched {
  const unused = [...explanations];
  const explained = survivors.map((mutant) => {
    const index = unused.findIndex((explanation) => isSameChange(explanation, mutant));
    const [explanation] = index === -1 ? [] : unused.splice(index, 1);
    // A draft that was copied without a reason explains nothing.
    return { ...mutant, why: explanation?.why === '' ? undefined : explanation?.why };
  });
  return { survivors: explained, stale: unused };
}

/** The explanation of a mutant, but for the reason. */
export function draftExplanation({ file, mutator, original, replacement }: Mutant): Explanation {
  return { file, mutator, original, replacement, why: '' };
}

function isSameChange(a: Omit<Explanation, 'why'>, b: Omit<Explanation, 'why'>): boolean {
  return (['file', 'mutator', 'original', 'replacement'] as const).every(
    (field) => a[field] === b[field],
  );
}
