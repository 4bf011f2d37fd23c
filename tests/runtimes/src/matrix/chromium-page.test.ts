import { describeEngine } from './describe-engine.ts';

describeEngine('chromiumPage');
