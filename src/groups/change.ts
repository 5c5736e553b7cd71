/** What may happen to a group and its members by a decision. */
export const groupChangeKinds = ['admitted', 'departed', 'split', 'merged', 'moved'] as const
export type GroupChangeKind = (typeof groupChangeKinds)[number]
