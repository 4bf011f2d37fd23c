/** The body of an answer that is no success. */
export interface ErrorBody {
  /** The HTTP status, repeated. */
  readonly statusCode: number;
  /** What went wrong, for people. That it may be a list is assumed. */
  readonly message: string | readonly string[];
  /** A code such as `INSUFFICIENT_BALANCE`. That it may be an HTTP phrase is assumed. */
  readonly error: string;
}
