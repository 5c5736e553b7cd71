import { createRequire } from 'node:module'

/** The program's version, of its package. */
export const version = (createRequire(import.meta.url)('../../package.json') as { version: string }).version
