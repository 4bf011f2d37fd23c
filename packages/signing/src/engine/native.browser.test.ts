import { expect, it } from 'vitest';
import { createNativeEngine } from './native.browser.ts';

it('leaves a browser to noble', () => {
  expect(createNativeEngine()).toBeUndefined();
});
