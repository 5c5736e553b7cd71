import { resolve } from 'node:path'
import { Command, CommanderError } from 'commander'

/** What one start of the program was asked for, checked and complete. */
export type Config = {
	/** The PostgreSQL to use; null means our own embedded server in `dataFolder`. */
	readonly databaseUrl: string | null
	/** Absolute. Holds the embedded server, its password and its owner file. */
	readonly dataFolder: string
	readonly host: string
	/** 0..65535; 0 lets the system choose a free one. */
	readonly port: number
	readonly logLevel: LogLevel
	/** What to load when the books are empty, and only then. Somebody's own database gets nothing unasked. */
	readonly demo: 'none' | 'small' | 'full'
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
type LogLevel = (typeof logLevels)[number]

/**
 * Reads the command line over the environment over the defaults. `argv` is without node and script
 * (`process.argv.slice(2)`). A command with arguments of its own hands in its `program`, already told about them.
 * A value that cannot be meant, like `--help`, ends the process: the first with one sentence and exit code 2.
 */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv, program: Command = new Command('soquy')): Config {
	try {
		const options = declare(program, env).parse(argv, { from: 'user' }).opts<Options>()
		const databaseUrl = readDatabaseUrl(program, options.databaseUrl)
		return {
			databaseUrl,
			dataFolder: resolve(options.data),
			host: options.host,
			port: readPort(program, options.port),
			logLevel: readLogLevel(program, options.log),
			demo: readDemo(options, databaseUrl),
		}
	} catch (error) {
		// Commander has printed its sentence; anything else is a mistake of ours and keeps its stack.
		if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2)
		throw error
	}
}

type Options = {
	readonly databaseUrl?: string
	readonly data: string
	readonly host: string
	readonly port: string
	readonly log: string
	readonly demo?: boolean
	readonly small?: boolean
}

function declare(program: Command, env: NodeJS.ProcessEnv): Command {
	// Commander's own .env() reads process.env behind our back, so the environment comes in as the defaults. An empty
	// variable means unset, as compose files write it.
	return program
		.option('--database-url <url>', 'PostgreSQL to use (DATABASE_URL)', env.DATABASE_URL || undefined)
		.option('--data <folder>', 'folder of the embedded server (SOQUY_DATA)', env.SOQUY_DATA || './data')
		.option('--host <address>', 'address to listen on (HOST)', env.HOST || '127.0.0.1')
		.option('--port <number>', 'port to listen on, 0 for any free one (PORT)', env.PORT || '3000')
		.option('--log <level>', `${logLevels.join(', ')} (SOQUY_LOG)`, env.SOQUY_LOG || 'info')
		.option('--demo', 'load the demonstration into an empty DATABASE_URL too')
		.option('--no-demo', 'start with empty books')
		.option('--small', 'make the demonstration small: 12 groups')
		.exitOverride()
}

function readDatabaseUrl(program: Command, text: string | undefined): string | null {
	if (text === undefined) return null
	const protocol = URL.canParse(text) ? new URL(text).protocol : null
	if (protocol === 'postgres:' || protocol === 'postgresql:') return text
	// The text is not repeated: it may hold a password.
	return refuse(program, 'DATABASE_URL phải có dạng postgres://người-dùng:mật-khẩu@máy:cổng/tên (must be a postgres:// URL).')
}

function readPort(program: Command, text: string): number {
	const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
	if (port <= 65535) return port
	return refuse(program, `PORT phải là số từ 0 đến 65535 (must be 0 to 65535), không phải "${text}".`)
}

function readLogLevel(program: Command, text: string): LogLevel {
	const level = logLevels.find((known) => known === text)
	if (level !== undefined) return level
	return refuse(program, `SOQUY_LOG phải là một trong (must be one of) ${logLevels.join(', ')}, không phải "${text}".`)
}

function readDemo(options: Options, databaseUrl: string | null): Config['demo'] {
	const wanted = options.demo ?? databaseUrl === null
	if (!wanted) return 'none'
	return options.small ? 'small' : 'full'
}

function refuse(program: Command, sentence: string): never {
	return program.error(sentence, { exitCode: 2 })
}
