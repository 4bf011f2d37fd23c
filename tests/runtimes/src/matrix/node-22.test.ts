import { describeEngine } from './describe-engine.ts';

describeEngine('node22');
