/** What an application in a browser downloads for a client: only what a bundler keeps of it. */
import { browserBytes } from '../harness/bundle.ts';

export interface Size {
  readonly title: string;
  readonly bytes: number;
  /** KiB at the most. */
  readonly asked?: number;
}

interface Application {
  readonly title: string;
  // On globalThis, so that the bundler keeps it.
  readonly source: string;
  readonly asked?: number;
}

const APPLICATIONS: readonly Application[] = [
  {
    title: '@luxcore/client, hmac and payments',
    source: `import { createClient, hmac } from '@luxcore/client';
      const { payments } = createClient({ auth: hmac({ merchantId: 1024, secret: 'test_secret' }) });
      globalThis.create = payments.create;`,
    asked: 10,
  },
  {
    title: '@luxcore/client, everything',
    source: `import * as client from '@luxcore/client'; globalThis.client = client;`,
    asked: 14,
  },
  {
    title: 'stripe',
    source: `import Stripe from 'stripe'; globalThis.client = new Stripe('sk_test_benchmark');`,
  },
  {
    title: 'openai',
    source: `import OpenAI from 'openai';
      globalThis.client = new OpenAI({ apiKey: 'sk-benchmark', dangerouslyAllowBrowser: true });`,
  },
  { title: 'ky', source: `import ky from 'ky'; globalThis.client = ky;` },
  { title: 'axios', source: `import axios from 'axios'; globalThis.client = axios;` },
  { title: 'ofetch', source: `import { ofetch } from 'ofetch'; globalThis.client = ofetch;` },
  {
    title: 'aws4fetch',
    source: `import { AwsClient } from 'aws4fetch'; globalThis.AwsClient = AwsClient;`,
  },
];

export async function measureSizes(): Promise<Size[]> {
  const sizes: Size[] = [];
  for (const { source, ...application } of APPLICATIONS) {
    sizes.push({ ...application, bytes: await browserBytes(source) });
  }
  return sizes;
}
