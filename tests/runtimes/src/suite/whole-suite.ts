import { bareSuite } from './bare-suite.ts';
import { clientTests } from './client-tests.ts';
import type { Host } from './host.ts';
import { networkTests } from './network-tests.ts';
import type { Test } from './test.ts';
import { webhooksTests } from './webhooks-tests.ts';

/** Everything. */
export function wholeSuite(host: Host): Test[] {
  return [...bareSuite(host), ...webhooksTests, ...clientTests(host), ...networkTests(host)];
}
