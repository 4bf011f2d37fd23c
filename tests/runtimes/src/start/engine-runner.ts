import type { EngineId } from '../engines.ts';
import type { Workbench } from '../workbench.ts';

/** Runs the suite on one engine. */
export interface EngineRunner {
  readonly version: string;
  /** The lines that were printed. */
  readonly run: (workbench: Workbench) => Promise<readonly string[]>;
}

/** Finds an engine on this machine; says why it is not there where it is not. */
export type FindEngine = (id: EngineId) => EngineRunner | { readonly missing: string };
