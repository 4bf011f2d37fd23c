import { describeEngine } from './describe-engine.ts';

describeEngine('deno');
