import { spawnSync } from 'node:child_process'

/** Whether a program of the machine can be run: what only others' programs can prove is left out where they are missing. */
export const installed = (program: string): boolean => spawnSync(program, ['--version']).error === undefined
