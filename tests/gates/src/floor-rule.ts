/**
 * The lint rule that keeps the floors of house.ts: imports run downwards, and isomorphic files know no
 * runtime. It is our own because ESLint's `no-restricted-*` rules look at spellings: a cast
 * (`(globalThis as {...}).process`), an `import()`, or a builtin that nobody had listed went by.
 */
import { isBuiltin } from 'node:module';
import type { Rule, Scope } from 'eslint';

export interface FloorOptions {
  /** The package itself. */
  readonly name: string;
  /** The packages of ours that may be imported. */
  readonly below: readonly string[];
  /** Whether this is a file for Node: then only the direction of imports is looked at. */
  readonly node: boolean;
  /** What the file may read of the runtime, as `process.env`; see {@link Floor.environment}. */
  readonly reads: readonly string[];
}

/** What only some runtimes have. */
const RUNTIME_NAMES = new Set([
  'process',
  'Buffer',
  'global',
  'require',
  'module',
  'exports',
  '__dirname',
  '__filename',
  'setImmediate',
  'clearImmediate',
  'NodeJS',
  'Deno',
  'Bun',
]);

/** The names of the global object, through which the others can be reached. */
const GLOBAL_OBJECTS = new Set(['globalThis', 'self', 'window']);

/** Schemes of modules that only one runtime has. */
const RUNTIME_SCHEME = /^(?:node|bun|deno|cloudflare|workerd):/;

/** The types of nodes that change nothing about a value. */
const TRANSPARENT = new Set([
  'TSAsExpression',
  'TSTypeAssertion',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'ChainExpression',
]);

/** As much as the rule knows of a node, TypeScript's included. */
interface Node {
  readonly type: string;
  readonly parent?: Node;
  readonly name?: unknown;
  readonly value?: unknown;
  readonly computed?: boolean;
  readonly id?: Node;
  readonly left?: Node;
  readonly right?: Node;
  readonly object?: Node;
  readonly property?: Node;
  readonly key?: Node;
  readonly source?: Node | null;
  readonly argument?: Node;
  readonly literal?: Node;
  readonly expression?: Node;
  readonly quasis?: readonly { readonly value: { readonly cooked: string } }[];
  readonly properties?: readonly Node[];
  readonly members?: readonly Node[];
  readonly typeAnnotation?: Node;
}

export const floorRule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object' }],
    messages: {
      upwards: '@luxcore/{{name}} may import {{below}} of ours: imports run downwards.',
      runtimeModule:
        'Isomorphic code uses Web APIs alone: {{what}} belongs in a file named *.node.ts.',
      computedModule:
        'Isomorphic code says what it imports: expected a literal, received {{what}}.',
      runtimeName: 'Isomorphic code knows no runtime: {{what}} is not everywhere; see house.ts.',
      handedOn:
        'Isomorphic code reads `{{what}}` by literal names only: nobody sees what is read of it here.',
    },
  },
  create(context) {
    const { name, below, node: isNode, reads } = context.options[0] as FloorOptions;

    function report(node: Node, messageId: string, what = ''): void {
      const data = { name, what, below: below.join(', ') || 'no other package' };
      context.report({ node: node, messageId, data });
    }

    function checkModule(node: Node, source: Node | null | undefined): void {
      if (!source) return;
      const specifier = literal(source);
      if (specifier === undefined) {
        if (!isNode) report(node, 'computedModule', source.type);
        return;
      }
      const ours = /^@luxcore\/([^/]+)/.exec(specifier)?.[1];
      if (ours !== undefined && !below.includes(ours)) report(node, 'upwards');
      if (!isNode && (isBuiltin(specifier) || RUNTIME_SCHEME.test(specifier))) {
        report(node, 'runtimeModule', specifier);
      }
    }

    const imports = (node: unknown): void => {
      checkModule(node as Node, (node as Node).source);
    };
    const everywhere: Rule.RuleListener = {
      ImportDeclaration: imports,
      ExportNamedDeclaration: imports,
      ExportAllDeclaration: imports,
      ImportExpression: imports,
      TSImportType: imports,
      TSExternalModuleReference: (node: unknown) => {
        checkModule(node as Node, (node as Node).expression);
      },
    };
    if (isNode) return everywhere;

    /** `paths` are what is read of a name, where a cast says so: `process.env`. */
    function checkName(node: Node, read: string | undefined, cast: Node | undefined): void {
      if (read === undefined) report(node, 'handedOn', 'globalThis');
      else if (RUNTIME_NAMES.has(read) || GLOBAL_OBJECTS.has(read)) {
        if (!pathsOf(read, cast).every((path) => reads.includes(path))) {
          report(node, 'runtimeName', read);
        }
      }
    }

    function checkGlobalObject(identifier: Node): void {
      const { node, cast } = unwrapped(identifier);
      const { parent } = node;
      const pattern =
        parent?.type === 'VariableDeclarator'
          ? parent.id
          : parent?.type === 'AssignmentExpression' && parent.right === node
            ? parent.left
            : undefined;
      if (parent?.type === 'MemberExpression' && parent.object === node) {
        checkName(identifier, keyOf(parent.property, parent.computed), cast);
      } else if (parent?.type === 'TSQualifiedName') {
        checkName(identifier, keyOf(parent.right, false), undefined);
      } else if (pattern?.type === 'ObjectPattern') {
        for (const { key, computed } of pattern.properties ?? []) {
          checkName(identifier, keyOf(key, computed), cast);
        }
      } else if (parent?.type !== 'UnaryExpression') {
        report(identifier, 'handedOn', String(identifier.name));
      }
    }

    function checkReference({ identifier }: Scope.Reference): void {
      const node = identifier as unknown as Node;
      const read = String(node.name);
      if (RUNTIME_NAMES.has(read)) report(node, 'runtimeName', read);
      else if (GLOBAL_OBJECTS.has(read)) checkGlobalObject(node);
    }

    return {
      ...everywhere,
      MetaProperty: (node: unknown) => {
        if (context.sourceCode.getText(node as Rule.Node) === 'import.meta') {
          report(node as Node, 'runtimeName', 'import.meta');
        }
      },
      'Program:exit': (program) => {
        const scope = context.sourceCode.getScope(program);
        scope.through.forEach(checkReference);
        for (const { defs, references } of scope.variables) {
          if (defs.length === 0) references.forEach(checkReference);
        }
      },
    };
  },
};

/** The node around which nothing but casts stands, and the type of the outermost cast. */
function unwrapped(identifier: Node): { node: Node; cast: Node | undefined } {
  let node = identifier;
  let cast: Node | undefined;
  while (node.parent !== undefined && TRANSPARENT.has(node.parent.type)) {
    node = node.parent;
    cast = node.typeAnnotation ?? cast;
  }
  return { node, cast };
}

/** What a cast declares of a name: `{process?: {env?: Env}}` has the path `process.env`. */
function pathsOf(name: string, cast: Node | undefined): string[] {
  const declared = cast?.members?.find(({ key }) => keyOf(key, false) === name);
  const members = declared?.typeAnnotation?.typeAnnotation?.members ?? [];
  const paths = members.map(({ key, computed }) => keyOf(key, computed) ?? '*');
  return paths.length === 0 ? [name] : paths.map((path) => `${name}.${path}`);
}

function keyOf(key: Node | undefined, computed: boolean | undefined): string | undefined {
  if (key?.type === 'Identifier' && computed !== true) return String(key.name);
  return key && literal(key);
}

function literal(node: Node): string | undefined {
  if (node.type === 'TSLiteralType' && node.literal) return literal(node.literal);
  if (node.type === 'Literal') return String(node.value);
  if (node.type !== 'TemplateLiteral' || node.quasis?.length !== 1) return undefined;
  return node.quasis[0]?.value.cooked;
}
