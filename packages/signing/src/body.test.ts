import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it('needs TextEncoder at the first signature, not at the import, and says so', async () => {
  const { TextEncoder } = globalThis;
  vi.resetModules();
  vi.stubGlobal('TextEncoder', undefined);
  const { createSigner } = await import('./index.ts');
  const sign = () =>
    createSigner({ merchantId: 1024, secret: 'test_secret' }).sign({ method: 'GET', path: '/' });
  expect(sign).toThrow(
    expect.objectContaining({
      name: 'ConfigurationError',
      code: 'INVALID_OPTION',
      message: expect.stringMatching(/^globalThis\.TextEncoder: expected one/) as string,
    }),
  );
  vi.stubGlobal('TextEncoder', TextEncoder);
  expect(sign().canonical).toMatch(/^v1\./);
});
