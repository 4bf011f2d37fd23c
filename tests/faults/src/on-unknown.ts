import { OutcomeUnknownError } from '@luxcore/errors';
import type { CreatedPayment, CreateOptions, Subject } from './clients.ts';

/** Creates it once more, with something changed. */
export type Again = (
  change: { readonly merchant_reference: string },
  options?: CreateOptions,
) => PromiseLike<CreatedPayment>;

/** Does something else where the client says that the outcome is unknown. */
export function onUnknown(
  instead: (
    error: OutcomeUnknownError,
    again: Again,
  ) => CreatedPayment | PromiseLike<CreatedPayment>,
): (client: Subject) => Subject {
  return (client) => ({
    create: async (body, options) => {
      try {
        return await client.create(body, options);
      } catch (error) {
        if (!(error instanceof OutcomeUnknownError)) throw error;
        return instead(error, (change, more) =>
          client.create({ ...body, ...change }, { ...options, ...more }),
        );
      }
    },
  });
}
