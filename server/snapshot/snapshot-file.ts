import * as z from 'zod/mini'
import { Collection, type TrialRecord } from '../../shared/trial.ts'

/**
 * The file `snapshot.json`: collections whose records leave out everything that is "not stated" (null, empty), to keep
 * it small. `expand` puts it back; nothing is ever filled with a value.
 */
const SNAPSHOT_FORMAT = 1

interface SnapshotFile {
  formatVersion: number
  /** What it was made from, for people. */
  builtFrom: string
  collections: unknown[]
}

const nothing: Omit<TrialRecord, 'registryId' | 'recordId' | 'url' | 'from'> = {
  aliasIds: [],
  linkedIds: [],
  otherIds: [],
  titles: [],
  briefSummary: null,
  studyType: null,
  overallStatus: null,
  statusGroup: 'unknown',
  statusDate: null,
  whyStopped: null,
  phaseStated: null,
  phases: [],
  enrollment: { planned: null, actual: null, unspecified: null, scope: null },
  minimumAge: null,
  maximumAge: null,
  ageBands: [],
  ageBandsExcluded: [],
  stdAges: [],
  sex: null,
  healthyVolunteers: null,
  criteria: [],
  conditions: [],
  keywords: [],
  conditionMesh: [],
  conditionAncestors: [],
  interventions: [],
  interventionMesh: [],
  arms: [],
  design: { allocation: null, interventionModel: null, masking: null, primaryPurpose: null },
  leadSponsor: { name: null, kind: null, stated: null, country: null },
  collaborators: [],
  countries: [],
  sites: [],
  contacts: [],
  startDate: null,
  primaryCompletionDate: null,
  completionDate: null,
  firstPosted: null,
  lastUpdated: null,
  hasResults: null,
  decisions: [],
  raw: {},
  asOf: null,
  copyNotes: null,
}

/** Fields of the objects inside a record that are left out when not stated: in a list, or on their own. */
const inner: Partial<Record<keyof TrialRecord, Record<string, unknown>>> = {
  titles: { lang: null },
  briefSummary: { lang: null },
  conditions: { lang: null },
  criteria: { combined: null, inclusion: null, exclusion: null, lang: null, country: null },
  interventions: {
    type: null,
    otherNames: [],
    activeSubstances: [],
    description: null,
    armLabels: [],
    statedRole: null,
  },
  arms: { type: null, description: null, interventionNames: [] },
  countries: { country: null, status: null, statusGroup: null, statusDate: null, planned: null, url: null },
  sites: {
    facility: null,
    city: null,
    country: null,
    countryStated: null,
    lat: null,
    lon: null,
    status: null,
    statusGroup: null,
    contacts: [],
  },
  startDate: { kind: null },
  primaryCompletionDate: { kind: null },
  completionDate: { kind: null },
  enrollment: nothing.enrollment,
  design: nothing.design,
  leadSponsor: nothing.leadSponsor,
  copyNotes: { note: null, statedRole: null, idMention: null, idQuote: null, guardianConsent: null },
}

type Plain = Record<string, unknown>

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)

function mapInner(value: unknown, change: (item: Plain) => Plain): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => (isPlain(item) ? change(item) : item))
  return isPlain(value) ? change(value) : value
}

/** Leaves out the fields that equal "not stated". */
function compact(value: Plain, empty: Plain): Plain {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([key, held]) => !(key in empty) || JSON.stringify(held) !== JSON.stringify(empty[key]),
    ),
  )
}

function compactRecord(record: TrialRecord): Plain {
  const short = compact(record, nothing)
  for (const [key, empty] of Object.entries(inner)) {
    if (key in short) short[key] = mapInner(short[key], (item) => compact(item, empty))
  }
  return short
}

/** One line a record, so that a change of one trial is a change of one line. */
export function printSnapshot(builtFrom: string, collections: readonly Collection[]): string {
  const file: SnapshotFile = {
    formatVersion: SNAPSHOT_FORMAT,
    builtFrom,
    collections: collections.map(compactCollection),
  }
  return `${JSON.stringify(file).replaceAll('{"registryId"', '\n{"registryId"')}\n`
}

function compactCollection(collection: Collection): Plain {
  return { ...collection, records: collection.records.map(compactRecord) }
}

function expandRecord(record: unknown): unknown {
  if (!isPlain(record)) return record
  const full: Plain = { ...nothing, ...record, from: 'snapshot' }
  for (const [key, empty] of Object.entries(inner)) {
    if (key in record) full[key] = mapInner(full[key], (item) => ({ ...empty, ...item }))
  }
  return full
}

const File = z.object({
  formatVersion: z.literal(SNAPSHOT_FORMAT),
  builtFrom: z.string(),
  collections: z.array(z.looseObject({ records: z.array(z.unknown()) })),
})

/** Checks and completes the file. Throws when it is not what `make-snapshot` or `import-facts` writes. */
export function parseSnapshot(file: unknown): Collection[] {
  return expandSnapshot(File.parse(file)).map((collection) => Collection.parse(collection))
}

/**
 * Completes the file that is part of the program. Unchecked: it was when it was made, a test does it again, and doing it
 * with each start takes a twentieth of that.
 */
export function expandSnapshot({ collections }: { collections: readonly Plain[] }): Plain[] {
  return collections.map((collection) => ({
    ...collection,
    records: (collection.records as readonly unknown[]).map(expandRecord),
    from: 'snapshot',
  }))
}
