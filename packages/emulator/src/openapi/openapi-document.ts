import { OPERATIONS, type ApiVersion } from '@luxcore/contract';
import { SIGNATURE_HEADERS } from '@luxcore/signing';
import * as z from 'zod';
import { routes, type Route } from '../routes.ts';
import { errorAnswer } from './answers.ts';
import { OPERATION_SCHEMAS, type OperationSchemas } from './operation-schemas.ts';

type Json = Readonly<Record<string, unknown>>;

const DESCRIPTION =
  'What the emulator of @luxcore/emulator serves. LuxCore publishes no such document: this one is made from its public documentation and from assumptions, which the README of the package lists.';

/** How requests prove who sends them: v1 by a key or a token, v2 by all five headers of a signature. */
const SECURITY: Readonly<Record<ApiVersion, readonly Json[]>> = {
  v1: [{ apiKey: [] }, { bearer: [] }],
  v2: [Object.fromEntries(Object.keys(SIGNATURE_HEADERS).map((part) => [part, []]))],
};

/**
 * The OpenAPI 3.1 document of the routes that the emulator serves, made from the same table and schemas.
 * JSON Schema is what zod makes of a schema itself.
 */
export function openApiDocument(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes()) {
    const methods = (paths[route.path] ??= {});
    methods[OPERATIONS[route.operation].method.toLowerCase()] = describeRoute(route);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'LuxCore payments API, emulated', version: '0.0.0', description: DESCRIPTION },
    paths,
    components: {
      schemas: { Error: jsonSchema(errorAnswer, 'output') },
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        ...Object.fromEntries(
          Object.entries(SIGNATURE_HEADERS).map(([part, name]) => [
            part,
            { type: 'apiKey', in: 'header', name },
          ]),
        ),
      },
    },
  };
}

function describeRoute({ operation, version, path }: Route): Json {
  const { scope } = OPERATIONS[operation];
  const schemas = OPERATION_SCHEMAS[operation];
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => parameter(name ?? '', 'path'));
  const inQuery = (schemas.query ?? []).map((name) => parameter(name, 'query'));
  return {
    operationId: `${operation}.${version}`,
    tags: [operation.split('.')[0]],
    description: `Scope: \`${scope}\`.`,
    security: SECURITY[version],
    ...(inPath.length + inQuery.length > 0 && { parameters: [...inPath, ...inQuery] }),
    ...(schemas.body && {
      requestBody: {
        required: schemas.isBodyOptional !== true,
        content: json(jsonSchema(schemas.body, 'input')),
      },
    }),
    responses: {
      ...answersOf(schemas),
      default: {
        description: 'What went wrong',
        content: json({ $ref: '#/components/schemas/Error' }),
      },
    },
  };
}

function answersOf({ answers }: OperationSchemas): Json {
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => {
      const description = status === '204' ? 'Done' : 'Answered';
      if (schema === null) return [status, { description }];
      const content =
        schema === 'bytes' ? { '*/*': { schema: {} } } : json(jsonSchema(schema, 'output'));
      return [status, { description, content }];
    }),
  );
}

function parameter(name: string, where: 'path' | 'query'): Json {
  return { name, in: where, required: where === 'path', schema: { type: 'string' } };
}

function json(schema: Json): Json {
  return { 'application/json': { schema } };
}

/** OpenAPI 3.1 takes JSON Schema as it is; its own dialect is named once, by the version. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
