import { describe, expect, it } from 'vitest';
import { WITHDRAWAL } from '../../tests/samples.ts';
import { refusal } from '../../tests/scripted-fetch.ts';
import { FOUND, LOST, MADE, signedClient } from '../../tests/signed-client.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';

withoutJitter();

describe('a long-lived signal', () => {
  it('keeps no listener', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    };
    const { client } = signedClient([LOST, refusal(429, 'X'), FOUND, MADE]);
    for (let call = 0; call < 20; call++) await client.payments.create(WITHDRAWAL, { signal });
    expect(listeners).toBe(0);
  });
});
