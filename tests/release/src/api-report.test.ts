import { expect, it } from 'vitest';
import { declarationsOf } from '../../gates/src/declarations.ts';
import { apiReport } from './api-report.ts';

/** Reports `/ours/index.d.ts` of these files. */
function report(files: Readonly<Record<string, string>>): Promise<string> {
  return apiReport(declarationsOf(files), '/ours/index.d.ts', '/ours');
}

const SHARED = `
  /** What is read. */
  interface Body { readonly text: string }
  export type { Body as B };
`;

it('does not change with the name of a shared piece, nor with the letters in it', async () => {
  const before = await report({
    '/ours/index.d.ts': `
      import { B as Body } from './body-DYDwqV8M.js';
      /** Reads. */ declare function read(body: Body): void;
      export { B as Body } from './body-DYDwqV8M.js';
      export { read };
    `,
    '/ours/body-DYDwqV8M.d.ts': SHARED,
  });
  const after = await report({
    '/ours/index.d.ts': `
      import { Q as Body$1 } from './all-AAAAAAAA.js';
      /** Reads. */ declare function read(body: Body$1): void;
      export { read, type Body$1 as Body };
    `,
    '/ours/all-AAAAAAAA.d.ts': SHARED.replace('as B', 'as Q'),
  });
  expect(after).toBe(before);
  expect(before).toContain('declare function read(body: Body): void;');
});

it('calls a declaration as it is exported', async () => {
  const text = await report({
    '/ours/index.d.ts': `
      /** A. */ interface Inner { readonly next: Inner }
      /** B. */ declare const one: Inner;
      export { one, type Inner as Outer };
    `,
  });
  expect(text).toContain('interface Outer {\n  readonly next: Outer;\n}');
  expect(text).toContain('declare const one: Outer;');
});

it('shows every name of what has several', async () => {
  const text = await report({
    '/ours/index.d.ts': `
      /** A. */ declare const one: 1;
      export { one as again, one, one as default };
    `,
  });
  expect(text).toContain('declare const again: 1;');
  expect(text).toContain('export { again as default };');
  expect(text).toContain('export { again as one };');
});

it('shows what a user needs and cannot name', async () => {
  const text = await report({
    '/ours/index.d.ts': `
      interface Hidden { readonly x: Deeper }
      type Deeper = 1;
      /** A. */ declare function make(): Hidden;
      export { make };
    `,
  });
  const [exported, reached] = text.split('## Reached, not exported');
  expect(exported).not.toContain('interface Hidden');
  expect(reached).toContain('interface Hidden');
  expect(reached).toContain('type Deeper = 1;');
});

it('names what comes from other packages', async () => {
  const text = await report({
    '/ours/index.d.ts': `
      import { Scope, Operation } from '@luxcore/contract';
      /** A. */ declare function f(scope: Scope): Operation;
      export { f };
    `,
  });
  expect(text).toContain("import { Operation, Scope } from '@luxcore/contract';");
});

it.each([
  ['a type', 'x: string', 'x: number'],
  ['a parameter made necessary', 'x?: string', 'x: string'],
  ['a return', '): void', '): 1'],
])('changes with %s', async (_what, before, after) => {
  const text = '/** A. */ declare function f(x?: string, y: { x: string }): void; export { f };';
  const changed = text.replace(before, after);
  expect(changed).not.toBe(text);
  expect(await report({ '/ours/index.d.ts': changed })).not.toBe(
    await report({ '/ours/index.d.ts': text }),
  );
});

it('leaves comments out, but tells where there is none, and what is deprecated', async () => {
  const text = await report({
    '/ours/index.d.ts': `
      /** Words. @deprecated Use g. */ declare function f(): void;
      declare const g: 1;
      export { f, g };
    `,
  });
  expect(text).not.toContain('Words');
  expect(text).toContain('// @deprecated\ndeclare function f(): void;');
  expect(text).toContain('// g has no documentation\ndeclare const g: 1;');
});
