import { describe, expect, it } from 'vitest';
import { CREDENTIALS } from '../merchants/credentials.ts';
import { ORIGIN, START, testEmulator, type TestEmulator } from '../test-emulator.ts';

async function open(emulator: TestEmulator, fields: object = {}): Promise<string> {
  const { status, body } = await emulator.v1('POST', '/tickets', { title: 'Refund', ...fields });
  expect([status, body.success]).toEqual([201, true]);
  return (body.data as { ticket_id: string }).ticket_id;
}

describe('a ticket', () => {
  it('is opened, read, closed and reopened', async () => {
    const emulator = testEmulator();
    const id = await open(emulator, { category: 'payments', requires_refund: true });
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
    const { data } = (await emulator.v1('GET', `/tickets/${id}`)).body;
    expect(data).toEqual({
      ticket_id: id,
      status: 'open',
      title: 'Refund',
      category: 'payments',
      requires_refund: true,
      created_at: new Date(START).toISOString(),
    });
    const move = async (step: string) =>
      (await emulator.v1('POST', `/tickets/${id}/${step}`)).body.data;
    expect(await move('close')).toMatchObject({ status: 'closed' });
    expect(await move('close')).toMatchObject({ status: 'closed' });
    expect(await move('reopen')).toMatchObject({ status: 'open' });
    emulator.control.resolveTicket(id);
    expect((await emulator.v1('GET', `/tickets/${id}`)).body.data).toMatchObject({
      status: 'resolved',
    });
    expect(() => {
      emulator.control.resolveTicket('x');
    }).toThrow(/NOT_FOUND/);
  });

  it('has comments, the oldest first', async () => {
    const emulator = testEmulator();
    const id = await open(emulator);
    for (const message of ['first', 'second']) {
      expect((await emulator.v1('POST', `/tickets/${id}/comments`, { message })).status).toBe(201);
    }
    const { body } = await emulator.v1('GET', `/tickets/${id}/comments`);
    expect(body.data).toMatchObject([{ message: 'first' }, { message: 'second' }]);
    expect((await emulator.v1('POST', `/tickets/${id}/comments`, { message: '' })).status).toBe(
      400,
    );
  });

  it('of another environment is not found, whatever is asked of it', async () => {
    const emulator = testEmulator();
    const id = await open(emulator);
    const upload = { file_name: 'a.png', content_type: 'image/png', size: 1 };
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['POST', '/close', undefined],
      ['POST', '/reopen', undefined],
      ['POST', '/comments', { message: 'x' }],
      ['GET', '/comments', undefined],
      ['POST', '/upload-url', upload],
      ['GET', '/attachments/x', undefined],
    ] as const) {
      const answer = await emulator.v1(
        method,
        `/tickets/${id}${path}`,
        body,
        CREDENTIALS.productionKey,
      );
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  it.each([
    [{}, 'title'],
    [{ title: '' }, 'title'],
    [{ title: 'x'.repeat(201) }, 'title'],
    [{ title: 'x', requires_refund: 'yes' }, 'requires_refund'],
    [{ title: 'x', description: 'x'.repeat(10_001) }, 'description'],
  ])('is refused: %j', async (body, field) => {
    const answer = await testEmulator().v1('POST', '/tickets', body);
    expect([answer.status, answer.body.error]).toEqual([400, 'VALIDATION_ERROR']);
    expect(JSON.stringify(answer.body.message)).toContain(field);
  });

  it('takes a title of 200 characters', async () => {
    await open(testEmulator(), { title: 'x'.repeat(200) });
  });
});

describe('the list of tickets', () => {
  async function listed(query: string): Promise<unknown> {
    let time = START;
    const emulator = testEmulator({ now: () => time });
    for (const [title, category, payment_id] of [
      ['Banana', 'payments', 'pay_1'],
      ['Apple', 'payments', 'pay_2'],
      ['Cherry and apple', 'other', undefined],
    ] as const) {
      await open(emulator, { title, category, ...(payment_id !== undefined && { payment_id }) });
      time += 1_000;
    }
    const first = (await emulator.v1('GET', '/tickets?sort_by=title')).body.data as {
      ticket_id: string;
    }[];
    await emulator.v1('POST', `/tickets/${first[0]?.ticket_id ?? ''}/close`);
    const { status, body } = await emulator.v1('GET', `/tickets?${query}`);
    if (status !== 200) return [status, body.error];
    return (body.data as { title: string }[]).map(({ title }) => title);
  }

  it.each([
    ['', ['Cherry and apple', 'Apple', 'Banana']],
    ['sort_by=title', ['Apple', 'Banana', 'Cherry and apple']],
    ['status=closed', ['Apple']],
    ['status=closed&status=open&category=payments', ['Apple', 'Banana']],
    ['search=APPLE', ['Cherry and apple', 'Apple']],
    ['payment_id=pay_1', ['Banana']],
    ['created_after=2026-11-24T12:00:00.500Z', ['Cherry and apple', 'Apple']],
    ['created_before=2026-11-24T12:00:01Z', ['Banana']],
    ['page=2&limit=2', ['Banana']],
    [`search=${'x'.repeat(100)}`, []],
    [`search=${'x'.repeat(101)}`, [400, 'VALIDATION_ERROR']],
    ['created_after=yesterday', [400, 'VALIDATION_ERROR']],
    ['created_after=2026-13-45', [400, 'VALIDATION_ERROR']],
    ['sort_by=__proto__', [400, 'VALIDATION_ERROR']],
  ])('?%s', async (query, expected) => {
    expect(await listed(query)).toEqual(expected);
  });
});

describe('an attachment', () => {
  const bytes = Uint8Array.from({ length: 20_000 }, (_, index) => index % 256);

  async function uploadUrl(emulator: TestEmulator, ticket: string, change: object = {}) {
    const body = {
      file_name: 'proof of payment.png',
      content_type: 'image/png',
      size: bytes.length,
    };
    return emulator.v1('POST', `/tickets/${ticket}/upload-url`, { ...body, ...change });
  }

  it('is put without credentials and fetched with them, to the byte', async () => {
    const emulator = testEmulator();
    const ticket = await open(emulator);
    const { status, body } = await uploadUrl(emulator, ticket);
    expect(status).toBe(201);
    const path = `/tickets/${ticket}/attachments/${String(body.attachment_id)}`;
    expect((await emulator.v1('GET', path)).status).toBe(404);
    const put = (type: string, content: Uint8Array<ArrayBuffer>, url = String(body.upload_url)) =>
      emulator.fetch(url, { method: 'PUT', headers: { 'Content-Type': type }, body: content });
    expect((await put('image/jpeg', bytes)).status).toBe(400);
    expect((await put('image/png', bytes.slice(1))).status).toBe(400);
    expect((await put('image/png', bytes, `${ORIGIN}/uploads/x`)).status).toBe(404);
    expect((await put('image/png', new Uint8Array(5 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await put('image/png', bytes)).status).toBe(204);
    const response = await emulator.fetch(`${ORIGIN}/api/v1${path}`, {
      headers: { 'X-API-Key': CREDENTIALS.testKey },
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(response.headers.get('Content-Type')).toBe('image/png');
    expect(response.headers.get('Content-Disposition')).toBe(
      'attachment; filename="proof of payment.png"',
    );
    expect((await emulator.fetch(`${ORIGIN}/api/v1${path}`)).status).toBe(401);
    const other = await open(emulator);
    const elsewhere = path.replace(ticket, other);
    expect((await emulator.v1('GET', elsewhere)).status).toBe(404);
  });

  it.each([
    { file_name: '../../etc/passwd' },
    { file_name: 'a".png' },
    { file_name: 'a\r\nb' },
    { content_type: 'image' },
    { content_type: 'text/html\r\nX: y' },
    { size: 0 },
    { size: 5 * 1024 * 1024 + 1 },
    { size: '5' },
  ])('is refused: %j', async (change) => {
    const emulator = testEmulator();
    expect((await uploadUrl(emulator, await open(emulator), change)).status).toBe(400);
  });
});
