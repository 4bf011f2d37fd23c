import { describeValue, ERROR_CODES, type ErrorCode, type ErrorCodeRow } from '@luxcore/errors';

/** What is said of a bug of the emulator. */
export const FAULT = 'The emulator has a fault; please report it';

/** The body of an error: LuxCore's three fields, and what the emulator adds for developers. */
export interface ApiErrorBody {
  readonly statusCode: number;
  readonly message: string | readonly string[];
  readonly error: string;
  readonly [extra: string]: unknown;
}

/** Thrown anywhere in the emulator; becomes an answer in LuxCore's shape. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ApiErrorBody;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ErrorCode,
    message: string | readonly string[],
    extra: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
    status?: number,
  ) {
    super(typeof message === 'string' ? message : message.join('; '));
    const row: ErrorCodeRow = ERROR_CODES[code];
    // A code that no server answers has no status; seen from one it is the request's fault.
    this.status = status ?? row.status ?? 400;
    this.body = { statusCode: this.status, message, error: code, ...extra };
    this.headers = headers;
  }

  /** The error of one field: what was expected of it, and what came. */
  static ofField(code: ErrorCode, path: string, expected: string, value: unknown): ApiError {
    const issue = { path, expected, received: describeValue(value) };
    return new ApiError(code, `${path}: expected ${expected}, received ${issue.received}`, {
      issues: [issue],
    });
  }
}
