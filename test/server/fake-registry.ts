import type { CollectResult, OnProgress, Registry, RegistryHttp } from '../../server/registries/registry.ts'
import type { Substance } from '../../shared/substances/substance.ts'
import type { TrialRecord } from '../../shared/trial.ts'

export function fakeSubstance(id: string): Substance {
  return {
    id,
    name: { en: id, nl: id },
    synonyms: [id],
    codes: [],
    casNumbers: [],
    meshIds: [],
    lookAlikes: [],
    layWords: [],
    searchTerms: [id],
    defaultPurposes: null,
  }
}

export function resultOf(records: TrialRecord[], partial: Partial<CollectResult> = {}): CollectResult {
  return {
    records,
    rejected: [],
    reportedTotal: records.length,
    complete: true,
    incompleteReason: null,
    ...partial,
  }
}

export type Collect = (
  substance: Substance,
  http: RegistryHttp,
  onProgress: OnProgress,
  at: string,
) => Promise<CollectResult>

/** A registry whose answer the test gives. */
export function fakeRegistry(id: string, collect: Collect): Registry {
  return {
    id,
    name: `Registry ${id}`,
    citation: { name: id, place: 9 },
    homeUrl: `https://${id}.example/`,
    defaultBaseUrl: `https://${id}.example/api`,
    trialIdPattern: /^X\d+$/,
    pace: { minIntervalMs: 0, maxConcurrent: 4 },
    maxReplyBytes: 1_000_000,
    recordUrl: (recordId) => `https://${id}.example/${recordId}`,
    searchUrl: (substance) => `https://${id}.example/?q=${substance.id}`,
    statusGroup: () => 'unknown',
    collect,
    fetchRecord: () => Promise.resolve(null),
    liveChecks: [],
  }
}

/** For registries whose `collect` asks nothing. */
export const noHttp: RegistryHttp = {
  get: () => Promise.reject(new Error('not asked in this test')),
  post: () => Promise.reject(new Error('not asked in this test')),
}

export interface Deferred<T> {
  promise: Promise<T>
  resolve(value: T): void
  reject(error: Error): void
}

export function defer<T>(): Deferred<T> {
  let resolve!: (value: T) => void
  let reject!: (error: Error) => void
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
