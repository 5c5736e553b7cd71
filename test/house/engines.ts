/** Whether a version of Node, as [major, minor, patch], is one that an `engines` range of npm takes. */
export function takes(range: string, version: Version): boolean {
	return range.split('||').some((part) => comparatorsOf(part.trim()).every((holds) => holds(version)))
}

export type Version = readonly [major: number, minor: number, patch: number]
type Comparator = (version: Version) => boolean

function comparatorsOf(part: string): readonly Comparator[] {
	const span = /^(\S+)\s+-\s+(\S+)$/.exec(part)
	const text = span === null ? part : `>=${span[1]} <=${span[2]}`
	return [...text.matchAll(/(>=|<=|>|<|=|\^|~)?\s*v?(\d+|[x*])(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?\S*/g)].map(
		([, sign = '=', major, minor, patch]) => comparator(sign, [major, minor, patch].map(numberOf)),
	)
}

function numberOf(step: string | undefined): number | null {
	return step === undefined || step === 'x' || step === '*' ? null : Number(step)
}

/** A version that is told in part, such as 20 or 20.x, is all those that it begins. */
function comparator(sign: string, told: readonly (number | null)[]): Comparator {
	const [major = null, minor = null, patch = null] = told
	if (major === null) return () => true
	const first: Version = [major, minor ?? 0, patch ?? 0]
	const afterLast: Version = minor === null ? [major + 1, 0, 0] : [major, minor + 1, 0]
	const next: Version = patch === null ? afterLast : [major, minor ?? 0, patch + 1]
	switch (sign) {
		case '>=':
			return (version) => compare(version, first) >= 0
		case '>':
			return (version) => compare(version, next) >= 0
		case '<':
			return (version) => compare(version, first) < 0
		case '<=':
			return (version) => compare(version, next) < 0
		case '^':
			return (version) => compare(version, first) >= 0 && compare(version, caretEnd(first)) < 0
		case '~':
			return (version) => compare(version, first) >= 0 && compare(version, afterLast) < 0
		default:
			return (version) => compare(version, first) >= 0 && compare(version, next) < 0
	}
}

function caretEnd([major, minor, patch]: Version): Version {
	if (major > 0) return [major + 1, 0, 0]
	return minor > 0 ? [0, minor + 1, 0] : [0, 0, patch + 1]
}

function compare(a: Version, b: Version): number {
	return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
