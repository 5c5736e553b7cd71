import { Presets, SingleBar } from 'cli-progress'

/** How far some work is: a share of 1, and what is being done. */
export type Progress = (share: number, what: string) => void

/** A progress bar on a terminal; elsewhere a line now and then, so that a log of the start stays readable. */
export function progressBar(title: string): { readonly progress: Progress; readonly done: () => void } {
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
	}
}
