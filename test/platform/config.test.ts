import { isAbsolute, resolve } from 'node:path'
import { Command } from 'commander'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readConfig } from '../../src/platform/config.js'

afterEach(() => vi.restoreAllMocks())

describe('the configuration', () => {
	it('needs nothing: an embedded server, this machine only, a demonstration in empty books', () => {
		expect(readConfig([], {})).toEqual({
			databaseUrl: null,
			dataFolder: resolve('data'),
			host: '127.0.0.1',
			port: 3000,
			logLevel: 'info',
			demo: 'full',
		})
	})

	it('takes the environment over the default and the command line over the environment', () => {
		const env = { PORT: '4000', HOST: '0.0.0.0', SOQUY_DATA: 'books', SOQUY_LOG: 'warn' }
		const config = readConfig(['--port', '5000'], env)
		expect(config).toMatchObject({ port: 5000, host: '0.0.0.0', dataFolder: resolve('books'), logLevel: 'warn' })
		expect(isAbsolute(config.dataFolder)).toBe(true)
	})

	it('takes an empty variable for an unset one', () => {
		expect(readConfig([], { DATABASE_URL: '', PORT: '' })).toMatchObject({ databaseUrl: null, port: 3000 })
	})

	it('lets the system choose a port when asked for port 0', () => {
		expect(readConfig(['--port', '0'], {}).port).toBe(0)
	})

	it.each([
		[[], null, 'full'],
		[['--small'], null, 'small'],
		[['--no-demo'], null, 'none'],
		[[], 'postgres://u@h/d', 'none'],
		[['--small'], 'postgres://u@h/d', 'none'],
		[['--demo'], 'postgres://u@h/d', 'full'],
		[['--demo', '--small'], 'postgresql://u@h/d', 'small'],
	])('with %j and database %j loads the demonstration: %s', (argv, databaseUrl, demo) => {
		const env = databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }
		expect(readConfig(argv, env)).toMatchObject({ databaseUrl, demo })
	})

	it.each([
		[['--port', '65536'], /PORT.*0 to 65535/],
		[['--port', '-1'], /PORT/],
		[['--port', '3000x'], /PORT/],
		[['--log', 'loud'], /SOQUY_LOG/],
		[['--database-url', 'mysql://root:hidden@h/d'], /DATABASE_URL.*postgres:\/\//],
		[['--database-url', 'somewhere'], /DATABASE_URL/],
		[['--colour'], /--colour/],
		[['surplus'], /too many arguments/],
	])('refuses %j with one sentence and exit code 2', (argv, sentence) => {
		const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
		const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
			throw new Error(`exit ${code}`)
		})
		expect(() => readConfig(argv, {})).toThrow('exit 2')
		const text = said.mock.calls.map(([line]) => String(line)).join('')
		expect(text).toMatch(sentence)
		expect(text).not.toContain('hidden')
		expect(text.trim().split('\n')).toHaveLength(1)
		expect(exit).toHaveBeenCalledOnce()
	})

	it('leaves room for a command that has arguments of its own', () => {
		const program = new Command('import').argument('<file>')
		expect(readConfig(['members.xlsx', '--port', '0'], {}, program).port).toBe(0)
		expect(program.args).toEqual(['members.xlsx'])
	})
})
