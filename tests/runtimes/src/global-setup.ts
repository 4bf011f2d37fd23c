import type { TestProject } from 'vitest/node';
import { setUpWorkbench, type Workbench } from './workbench.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly workbench: Workbench;
  }
}

export default async function globalSetup(vitest: TestProject): Promise<() => Promise<void>> {
  const { close, ...workbench } = await setUpWorkbench();
  vitest.provide('workbench', workbench);
  return close;
}
