import { fileURLToPath } from 'node:url'

/** The names of what a run's cluster holds; shared by the setup and the tests, which are other processes. */

export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))
export const emptyTemplate = 'template_empty'
export const seededTemplate = 'template_seeded'

/** The same cluster, another database. */
export function urlOf(clusterUrl: string, name: string): string {
	const url = new URL(clusterUrl)
	url.pathname = `/${name}`
	return url.href
}
