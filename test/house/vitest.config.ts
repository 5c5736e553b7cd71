import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
	root: fileURLToPath(new URL('../..', import.meta.url)),
	test: {
		include: ['test/**/*.test.ts'],
		exclude: ['test/bench/**'],
		globalSetup: ['test/house/global-setup.ts'],
		pool: 'forks',
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
