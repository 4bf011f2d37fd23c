/** The Chromium of Debian, as tests start it: where it is, and what it is told. */
export const CHROMIUM = '/usr/bin/chromium';

/** Neither a sandbox, which root has none of, nor anything that asks the network. */
export const CHROMIUM_ARGS: string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
