import { Presets, SingleBar } from 'cli-progress'

/** How far some work is: a share of 1, and what is being done. */
export type Progress = (share: number, what: string) => void

type Bar = { readonly progress: Progress; readonly done: () => void; readonly stop: () => void }

/** Does some work with a bar that shows how far it is; work that fails leaves the bar where it was. */
export async function withProgress<T>(title: string, work: (progress: Progress) => Promise<T>): Promise<T> {
	const { progress, done, stop } = progressBar(title)
	try {
		const result = await work(progress)
		done()
		return result
	} catch (error) {
		stop()
		throw error
	}
}

/** A progress bar on a terminal; elsewhere a line now and then, so that a log of the start stays readable. */
export function progressBar(title: string): Bar {
	const bar = new SingleBar(
		{ format: `${title} {bar} {percentage}% {what}`, noTTYOutput: true, notTTYSchedule: 5_000, hideCursor: true, stream: process.stdout },
		Presets.shades_classic,
	)
	bar.start(100, 0, { what: '' })
	return {
		progress: (share, what) => bar.update(Math.floor(share * 100), { what }),
		done: () => {
			bar.update(100, { what: '' })
			bar.stop()
		},
		stop: () => bar.stop(),
	}
}
