import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
	root: fileURLToPath(new URL('../..', import.meta.url)),
	test: {
		include: ['test/**/*.test.ts'],
		exclude: ['test/bench/**'],
		globalSetup: ['test/house/global-setup.ts'],
		pool: 'forks',
		// Every file of a worker shares what it has read of the program; the databases are each its own.
		isolate: false,
		maxWorkers: 2,
		testTimeout: 30_000,
		hookTimeout: 60_000,
		coverage: {
			provider: 'v8',
			include: ['src/**/*.ts'],
			reportsDirectory: 'node_modules/.cache/coverage',
			reporter: ['text', 'json-summary'],
		},
	},
})
