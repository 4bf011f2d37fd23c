/** Packages of others that are built into ours, and so come with their license in `dist`. */
export const CARRIED: readonly string[] = ['@noble/hashes', 'jose'];
