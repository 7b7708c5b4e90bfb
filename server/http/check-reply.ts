import type { CheckFact, CheckReply, RegistryState } from '../../shared/api.ts'
import { absentFacts, checkFacts } from '../../shared/core/check-trial.ts'
import { parseCheckId } from '../../shared/core/check-text.ts'
import type { CheckNumber } from '../../shared/core/check-text.ts'
import { isrctnUrl } from '../../shared/core/other-registries.ts'
import type { Trial } from '../../shared/trial.ts'
import { findTrial } from '../catalogue/catalogue.ts'
import type { CatalogueVersion } from '../catalogue/catalogue.ts'
import type { Lookup, LookupAnswer } from '../catalogue/lookup.ts'
import { InvalidQueryError } from '../errors.ts'
import type { Registry } from '../registries/registry.ts'

type AskedNumber = Pick<CheckNumber, 'kind' | 'id' | 'registry'>
type Answer = Omit<CheckReply, 'query' | 'registries'>

/** Longer than any number with its label; a text is not a number. */
const LONGEST_ID = 60
const EXPECTED = 'one number such as NCT06341426, 2016-004422-42 or 2024-516890-63-00'

/** The one number that `?id=` holds; throws InvalidQueryError naming `id`, or the parameter that is not one. */
export function readCheckQuery(pairs: readonly [string, string][]): { query: string; number: AskedNumber } {
  const strangers = pairs.filter(([name]) => name !== 'id')
  if (strangers.length > 0) {
    throw new InvalidQueryError(
      strangers.map(([name]) => ({
        field: name.slice(0, 80),
        message: 'is not a parameter of this call',
        expected: 'only id',
      })),
    )
  }
  const refuse = (message: string): never => {
    throw new InvalidQueryError([{ field: 'id', message, expected: EXPECTED }], 'invalid-id')
  }
  const [first, ...others] = pairs
  if (first === undefined) return refuse('is missing')
  if (others.length > 0) return refuse('is given more than once')
  const [, query] = first
  if (query.trim() === '') return refuse('is empty')
  if (query.length > LONGEST_ID) return refuse(`is longer than ${LONGEST_ID} characters`)
  const number = parseCheckId(query)
  return number === null ? refuse('is not a trial number') : { query, number }
}

export interface CheckDeps {
  registries: readonly Registry[]
  lookup: Lookup
}

/** What the catalogue holds of a number; null when it holds nothing and a registry has to be asked. */
export function catalogueAnswer(
  version: CatalogueVersion,
  number: AskedNumber,
  registries: readonly Registry[],
): Answer | null {
  const trial = findTrial(version, number.id)
  return trial === null || trial === undefined ? null : heldAnswer(trial, number, registries)
}

/** What can be said of a number that the catalogue does not hold, after asking its registry. */
export async function registryAnswer(version: CatalogueVersion, number: AskedNumber, deps: CheckDeps): Promise<Answer> {
  if (number.kind === 'isrctn' || number.kind === 'other') return notSearched(number)
  if (number.kind === 'euct-base') return { ...nothing(number), wellFormed: false, reason: 'incomplete' }
  const answer = await deps.lookup.ask(number.id)
  if (answer === null) return notSearched(number)
  const registry = deps.registries.find(({ id }) => id === answer.registryId)
  const url = registry?.recordUrl(number.id) ?? null
  if (answer.found === null) return keptOut(version, number, answer, url)
  return askedAnswer(number, answer, url)
}

/** The registry that writes its numbers so. */
function registryOf({ kind, id }: AskedNumber, registries: readonly Registry[]): string {
  const registry = registries.find(({ trialIdPattern }) => trialIdPattern.test(id))
  return registry?.id ?? (kind === 'isrctn' ? kind : 'other')
}

function nothing({ id }: AskedNumber): Answer {
  return {
    id,
    wellFormed: true,
    registryId: null,
    found: null,
    reason: null,
    source: null,
    at: null,
    trialId: null,
    url: null,
    records: [],
    trial: null,
    linkedOnly: false,
    facts: [],
  }
}

function notSearched(number: AskedNumber): Answer {
  const url = number.registry?.url(number.id) ?? (number.kind === 'isrctn' ? isrctnUrl(number.id) : null)
  return { ...nothing(number), registryId: registryOf(number, []), reason: 'not-searched', url }
}

function heldAnswer({ summary, records }: Trial, number: AskedNumber, registries: readonly Registry[]): Answer {
  const own = records.find(({ recordId, aliasIds }) =>
    [recordId, ...aliasIds].some((id) => id === number.id || id.startsWith(`${number.id}-`)),
  )
  const [first] = records
  const facts: CheckFact[] = checkFacts(
    records,
    summary.substances.map(({ substanceId }) => substanceId),
  )
  return {
    ...nothing(number),
    wellFormed: number.kind !== 'euct-base',
    registryId: own?.registryId ?? registryOf(number, registries),
    found: true,
    source: 'catalogue',
    at: summary.asOf,
    trialId: summary.trialId,
    url: (own ?? first)?.url ?? null,
    records: records.map(({ registryId, recordId, url }) => ({ registryId, recordId, url })),
    trial: summary,
    linkedOnly: own === undefined,
    facts,
  }
}

function askedAnswer(number: AskedNumber, answer: LookupAnswer, url: string | null): Answer {
  const { registryId, found, at, record } = answer
  const base: Answer = { ...nothing(number), registryId, found, source: 'registry', at, url }
  if (record === null) return { ...base, facts: absentFacts(registryId, at) }
  return {
    ...base,
    trial: record.trial,
    facts: record.facts,
    url: record.url,
    records: [{ registryId, recordId: record.recordId, url: record.url }],
  }
}

/** Read earlier and kept out of the catalogue, because it has none of the substances or could not be read: it exists. */
function keptOut(version: CatalogueVersion, number: AskedNumber, answer: LookupAnswer, url: string | null): Answer {
  const { registryId, reason, at } = answer
  const isIt = (entry: { registryId: string; recordId: string | null }): boolean => entry.recordId === number.id
  const left = [...version.lookAlikes, ...version.unmatched].find(isIt)
  const known = left !== undefined || version.rejected.some(isIt)
  const base: Answer = { ...nothing(number), registryId, reason, at, url }
  if (!known) return base
  const fact = (name: CheckFact['fact'], state: CheckFact['state']): CheckFact => ({
    fact: name,
    state,
    value: state === 'present' ? number.id : null,
    registryId,
    date: null,
  })
  return {
    ...base,
    found: true,
    source: 'catalogue',
    records: url === null ? [] : [{ registryId, recordId: number.id, url }],
    facts: [fact('registered', 'present'), ...(left === undefined ? [] : [fact('substance', 'absent')])],
  }
}

/** The whole reply. */
export function checkReply(query: string, answer: Answer, registries: RegistryState[]): CheckReply {
  return { query, ...answer, registries }
}
