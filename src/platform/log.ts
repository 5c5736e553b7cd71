import { type Logger, pino } from 'pino'

export type Log = Logger

/** What is personal or secret never reaches a log, whatever object it sits in. */
const secret = ['password', 'citizenId', 'phone', 'token', 'authorization', 'cookie', 'name']

/** The program's log: JSON lines on standard error, so that standard output stays for people. */
export function createLog(level: string): Log {
	return pino(
		{
			level,
			base: null,
			redact: { paths: secret.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[…]' },
		},
		pino.destination({ fd: 2, sync: false }),
	)
}
