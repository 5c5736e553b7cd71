import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { groupRuleLines } from './catalogue-rules.js'
import type { AddGroupRule } from './rule-schemas.js'
import { type GroupRule, groupRuleOn, type GroupRuleName } from './rules.js'
import * as store from './rule-store.js'

/** Every rule about groups: what the program knows, then what the Union settled itself, which counts where both speak of one day. */
export async function listGroupRules(tx: Tx): Promise<readonly GroupRule[]> {
	return [...groupRuleLines, ...(await store.readGroupRules(tx))]
}

/** Settles a rule from a day on; what it was before stays as it was for the days before. */
export async function addGroupRule(tx: Tx, command: AddGroupRule, asker: Asker): Promise<GroupRule> {
	if (!(await store.insertGroupRule(tx, command, asker.userId)))
		throw new Refusal('group.rule-already', { path: 'from', details: { on: vietnameseDate(command.from) } })
	return command
}

/** The rules of a group by name and day; null where none is in force. The group is one that the asker was shown. */
export async function rulesOfGroup(tx: Tx, groupId: string): Promise<(name: GroupRuleName, on: CalendarDate) => GroupRule | null> {
	return must((await rulesOfGroups(tx, [groupId])).get(groupId), 'a group that was read')
}

/** The same of some groups, by their ids. */
export async function rulesOfGroups(tx: Tx, groupIds: readonly string[]) {
	const rules = await listGroupRules(tx)
	const groups = await store.readRuledGroups(tx, groupIds)
	return new Map(
		[...groups].map(([id, group]) => [
			id,
			(name: GroupRuleName, on: CalendarDate): GroupRule | null => groupRuleOn(rules, name, group, on),
		]),
	)
}
