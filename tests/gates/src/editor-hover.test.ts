/**
 * What an editor shows of a client is what can be called, with its documentation, and not the types
 * that it was computed by.
 */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { folderOf } from './published.ts';

const FILE = `${folderOf('client')}/user.ts`;
const CODE = `
import { apiKey, createClient, hmac } from '@luxcore/client';
const auth = apiKey('key');
const client = createClient({ auth });
const signed = createClient({ auth: hmac({ merchantId: 1024, secret: 'secret' }) });
const reader = createClient({ auth: apiKey('key', { scopes: ['payments.view'] }) });
client.payments.create;
client.payments.list;
client.payments.methods;
client.payments.methods.validate;
client.tickets.attachments.upload;
client.webhooks;
signed.payments;
reader.payments;
const out = { type: 'withdrawal', amount: 1, currency: 'MXN', merchant_reference: 'out-1' } as const;
client.payments.create({ ...out, method: 'spei', payout: {  } });
client.payments.create({ ...out, method: 'bank_transfer', payout: {  } });
client.payments.create({ ...out, method: 'payid', payout: {  } });
auth.kind;
`;

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  types: [],
};

const { writeFile: _, ...host } = ts.createCompilerHost(OPTIONS);

const editor = ts.createLanguageService({
  ...host,
  getScriptFileNames: () => [FILE],
  getScriptVersion: () => '1',
  getScriptSnapshot: (file) => {
    const text = file === FILE ? CODE : ts.sys.readFile(file);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  fileExists: (file) => file === FILE || ts.sys.fileExists(file),
  getCompilationSettings: () => OPTIONS,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
});

/** A place in the code: the last name of the first occurrence of a text. */
function place(text: string): number {
  const start = CODE.indexOf(text);
  expect(start).toBeGreaterThan(0);
  return start + text.length - 1;
}

function hover(text: string): { shown: string; documentation: string } {
  const info = editor.getQuickInfoAtPosition(FILE, place(text));
  return {
    shown: ts.displayPartsToString(info?.displayParts).replaceAll(/\s+/g, ' '),
    documentation: ts.displayPartsToString(info?.documentation),
  };
}

describe('a hover', () => {
  it.each([
    'const client',
    'const signed',
    'const reader',
    'client.payments',
    'client.payments.methods',
    'client.webhooks',
    'signed.payments',
  ])('over %s shows methods', (text) => {
    const { shown } = hover(text);
    expect(shown).not.toContain('Allowed');
    expect(shown).toMatch(/(?:Api|Page)Promise<[^;]+>;/);
  });

  it('shows what the credentials can call, no more', () => {
    expect(hover('signed.payments').shown).toBe(
      '(property) payments: { readonly create: (body: CreatePayment, options?: CreatePaymentOptions) => ApiPromise<CreatedPayment>; }',
    );
    expect(hover('reader.payments').shown).toMatch(/readonly list: .* readonly get: /);
    expect(hover('reader.payments').shown).not.toContain('create');
  });

  it('keeps the documentation', () => {
    expect(hover('client.payments').documentation).toMatch(/^Create, list, get and cancel/);
    expect(hover('client.payments.create').documentation).toMatch(/^Creates a payment/);
    expect(hover('client.payments.create').shown).toBe(
      '(method) create(body: CreatePayment, options?: CreatePaymentOptions): ApiPromise<CreatedPayment>',
    );
    expect(hover('client.payments.list').shown).toContain('PagePromise<Payment>');
  });

  it('keeps the documentation of what is inside a resource', () => {
    expect(hover('client.payments.methods').documentation).toMatch(/^Which methods there are/);
    expect(hover('client.payments.methods.validate').documentation).toMatch(/^Asks whether a/);
    expect(hover('client.tickets.attachments.upload').documentation).toMatch(/^Attaches a file/);
  });
});

it('leads from a method to its declaration', () => {
  const [definition, ...others] =
    editor.getDefinitionAtPosition(FILE, place('client.payments.create')) ?? [];
  expect(others).toEqual([]);
  expect(definition?.fileName).toBe(`${folderOf('client')}/dist/index.d.cts`);
  const declarations = ts.sys.readFile(definition?.fileName ?? '') ?? '';
  expect(declarations.slice(definition?.textSpan.start)).toMatch(/^create\(body: CreatePayment/);
});

it('offers of an auth what is for users', () => {
  const offered = editor.getCompletionsAtPosition(FILE, place('auth.kind'), {});
  expect(offered?.entries.map(({ name }) => name)).toEqual(['kind', 'scopes']);
});

it.each([
  ['spei', ['clabe']],
  ['bank_transfer', ['cbu', 'cvu']],
  ['payid', ['payid']],
])('offers the payout of a withdrawal by %s its own fields', (method, fields) => {
  const inside =
    CODE.indexOf('payout: {', CODE.indexOf(`method: '${method}'`)) + 'payout: { '.length;
  const offered = editor.getCompletionsAtPosition(FILE, inside, {});
  expect(offered?.entries.map(({ name }) => name)).toEqual(fields);
});
