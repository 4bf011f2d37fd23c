import { readFileSync, writeFileSync } from 'node:fs';
import { OPERATIONS, type Operation } from '@luxcore/contract';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DEPOSIT, ORIGIN, testEmulator, WITHDRAWAL } from '../test-emulator.ts';
import { openApiDocument } from './openapi-document.ts';
import { OPERATION_SCHEMAS } from './operation-schemas.ts';

const FILE = new URL('../../openapi.json', import.meta.url);

describe('the OpenAPI document', () => {
  it('is the one that is committed; UPDATE_OPENAPI=1 writes it anew', async () => {
    const text = await format(JSON.stringify(openApiDocument()), {
      parser: 'json',
      printWidth: 100,
    });
    if (process.env.UPDATE_OPENAPI === '1') writeFileSync(FILE, text);
    expect(readFileSync(FILE, 'utf8')).toBe(text);
  });

  it('is served as it is', async () => {
    const response = await testEmulator().fetch(`${ORIGIN}/openapi.json`);
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  it('has every operation in every version, each with an id of its own', () => {
    const { paths } = openApiDocument() as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const ids = Object.values(paths).flatMap((route) =>
      Object.values(route).map((one) => one.operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const versions = Object.values(OPERATIONS).reduce((sum, row) => sum + row.versions.length, 0);
    expect(ids).toHaveLength(versions);
  });
});

describe('what is answered', () => {
  it('has the form that the document tells, for every operation', async () => {
    const emulator = testEmulator({ webhookFetch: () => Promise.resolve(new Response(null)) });
    const seen = new Set<Operation>();
    const ids: Record<string, string> = {};
    const call = async (operation: Operation, body?: unknown, status = 200): Promise<unknown> => {
      const { method, path } = OPERATIONS[operation];
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
      const answer = await emulator.v1(method, filled, body);
      expect([operation, answer.status]).toEqual([operation, status]);
      const schema = OPERATION_SCHEMAS[operation].answers[status];
      if (schema instanceof z.ZodType) {
        const parsed = schema.safeParse(answer.body);
        expect([operation, parsed.error?.issues]).toEqual([operation, undefined]);
      }
      seen.add(operation);
      return answer.body;
    };

    const ipay = { ...DEPOSIT, currency: 'LKR', method: 'ipay' };
    await call('payments.create', ipay, 201);
    await call('payments.create', { ...WITHDRAWAL, type: 'withdrawal_pp' }, 201);
    await call('payments.create', { ...DEPOSIT, merchant_reference: 'emulate-failed' }, 201);
    await emulator.control.advance('10s');
    await call('payments.list');
    const payment = (await call('payments.create', DEPOSIT, 201)) as { transaction_id: string };
    ids.id = payment.transaction_id;
    await call('payments.get');
    await call('payments.cancel');
    await call('payments.methods.list');
    await call('payments.methods.validate', { method: 'spei', currency: 'MXN' });
    await call('balance.get');
    await call('balance.all');
    ids.id = '1024';
    await call('merchants.balance');
    await call('merchants.balances');

    const webhook = (await call(
      'webhooks.create',
      {
        url: 'http://127.0.0.1:1/',
        events: ['payment.created'],
        signature_algorithm: 'hmac_sha256',
      },
      201,
    )) as { data: { id: string } };
    ids.id = webhook.data.id;
    await call('webhooks.list');
    await call('webhooks.get');
    await call('webhooks.update', { events: ['webhook.test'] });
    await call('webhooks.test');
    await emulator.control.idle();
    await call('webhooks.events');
    await call('webhooks.retry', {});
    await call('webhooks.disable');
    await call('webhooks.enable');
    await call('webhooks.delete', undefined, 204);

    const ticket = (await call('tickets.create', { title: 'Refund' }, 201)) as {
      data: { ticket_id: string };
    };
    ids.id = ticket.data.ticket_id;
    await call('tickets.list');
    await call('tickets.get');
    await call('tickets.close');
    await call('tickets.reopen');
    await call('tickets.comments.create', { message: 'hello' }, 201);
    await call('tickets.comments.list');
    const upload = (await call(
      'tickets.attachments.uploadUrl',
      { file_name: 'a.json', content_type: 'application/json', size: 2 },
      201,
    )) as { upload_url: string; attachment_id: string };
    const headers = { 'Content-Type': 'application/json' };
    await emulator.fetch(upload.upload_url, { method: 'PUT', headers, body: '{}' });
    ids.attachmentId = upload.attachment_id;
    await call('tickets.attachments.get');
    expect([...seen].sort()).toEqual(Object.keys(OPERATIONS).sort());
  });
});
