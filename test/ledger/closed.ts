/** A statement, for the owner, that closes a book through some days one after the other, as if each had been looked at. */
export function closedThrough(bookId: number, ...days: readonly string[]): string {
	const lines = days.map((day) => `(${bookId}, 'closed', '${day}', (select coalesce(max(id), 0) from entries), clock_timestamp(), 1, '')`)
	return `insert into closings (book_id, kind, closed_through, last_entry_id, recorded_at, recorded_by, sha256) values ${lines.join(', ')}`
}
