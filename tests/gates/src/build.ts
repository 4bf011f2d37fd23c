/** Builds every package, for `npm start` and the benchmarks. */
import { turbo } from './turbo.ts';

process.exitCode = turbo('build', '--filter=./packages/*');
