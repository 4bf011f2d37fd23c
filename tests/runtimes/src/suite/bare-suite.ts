import * as installed from '@luxcore/signing';
import * as browserBuild from './browser-build.ts';
import { engineTests } from './engine-tests.ts';
import { errorsTests } from './errors-tests.ts';
import { explainTests } from './explain-tests.ts';
import type { Host } from './host.ts';
import { scopesTests } from './scopes-tests.ts';
import { signerTests, vectorTests } from './signing-tests.ts';
import type { Test } from './test.ts';

const OWN = 'the build of the engine';
const BROWSERS = 'the build for browsers';

/** What needs little more of an engine than the language: signatures, errors and scopes. */
export function bareSuite(host: Host): Test[] {
  return [
    ...engineTests(host),
    ...vectorTests(OWN, installed),
    ...signerTests(OWN, installed),
    ...vectorTests(BROWSERS, browserBuild, ['two hashes']),
    ...signerTests(BROWSERS, browserBuild, ['two hashes']),
    ...explainTests,
    ...errorsTests(host),
    ...scopesTests,
  ];
}
