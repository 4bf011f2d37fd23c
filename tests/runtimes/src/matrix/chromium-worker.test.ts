import { describeEngine } from './describe-engine.ts';

describeEngine('chromiumWorker');
