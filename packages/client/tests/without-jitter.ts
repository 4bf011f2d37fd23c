import { afterEach, beforeEach, vi } from 'vitest';

/** Retries of the tests of a file wait no longer than they have to. */
export function withoutJitter(): void {
  beforeEach(() => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });
}
