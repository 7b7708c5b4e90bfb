import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { createAnswerTimes } from './answer-times.ts'
import type { Catalogue } from './catalogue/catalogue.ts'
import type { Clock } from './clock.ts'
import type { CacheStats } from './http/cached-body.ts'
import type { UpstreamEvent } from './upstream/upstream-http.ts'

/** Why a request or a connection was turned away. */
export type Refusal = 'rate-limit' | 'overload' | 'connections' | 'malformed' | 'timeout'

/** Figures for the operator, in the text format of Prometheus. No label says who asked or what for. */
export interface Metrics {
  /** One answer; `route` is a class of routeClass(), never an address. */
  answered(route: string, status: number, seconds: number): void
  refused(reason: Refusal): void
  /** One request to a registry. */
  asked: (event: UpstreamEvent) => void
  breaker: (registryId: string, open: boolean) => void
  watchCache(name: string, stats: CacheStats): void
  watchCatalogue(catalogue: Catalogue, clock: Clock): void
  /** A figure that is read when the operator asks. */
  watch(name: string, help: string, read: () => number): void
  text(): Promise<string>
  readonly contentType: string
}

const PREFIX = 'trialwijzer_'
const ANSWER_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const REGISTRY_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: PREFIX })
  const answers = createAnswerTimes(
    `${PREFIX}http_answer_seconds`,
    'Time to an answer, by class of address and status',
    ANSWER_SECONDS,
  )
  const refusals = new Counter({
    name: `${PREFIX}http_refused_total`,
    help: 'Requests and connections turned away, by reason',
    labelNames: ['reason'],
    registers,
  })
  for (const reason of ['rate-limit', 'overload', 'connections', 'malformed', 'timeout']) refusals.inc({ reason }, 0)
  const requests = new Histogram({
    name: `${PREFIX}registry_request_seconds`,
    help: 'Requests to a registry, by outcome ("ok" or the kind of failure)',
    labelNames: ['registry', 'kind'],
    buckets: REGISTRY_SECONDS,
    registers,
  })
  const breakers = new Gauge({
    name: `${PREFIX}registry_breaker_open`,
    help: '1 while a registry is left alone after failures in a row',
    labelNames: ['registry'],
    registers,
  })
  const watchCache = cacheGauges(registers)

  return {
    answered: answers.observe,
    refused: (reason) => refusals.inc({ reason }),
    asked: ({ registryId, kind, durationMs }) => requests.observe({ registry: registryId, kind }, durationMs / 1_000),
    breaker: (registryId, open) => breakers.set({ registry: registryId }, open ? 1 : 0),
    watchCache,
    watchCatalogue: (catalogue, clock) => watchCatalogue(catalogue, clock, registers),
    watch(name, help, read) {
      new Gauge({
        name: PREFIX + name,
        help,
        registers,
        collect() {
          this.set(read())
        },
      })
    },
    text: async () => `${await registry.metrics()}\n${answers.text()}`,
    contentType: registry.contentType,
  }
}

function cacheGauges(registers: Registry[]): Metrics['watchCache'] {
  const caches = new Map<string, CacheStats>()
  const figure = (name: string, help: string, read: (stats: CacheStats) => number): void => {
    new Gauge({
      name: `${PREFIX}cache_${name}`,
      help,
      labelNames: ['cache'],
      registers,
      collect() {
        for (const [cache, stats] of caches) this.set({ cache }, read(stats))
      },
    })
  }
  figure('hits', 'Answers found ready, since the start', (stats) => stats.hits)
  figure('misses', 'Answers that had to be made, since the start', (stats) => stats.misses)
  figure('entries', 'Answers held', (stats) => stats.entries())
  figure('bytes', 'Bytes of the answers held', (stats) => stats.bytes())
  return (name, stats) => void caches.set(name, stats)
}

function watchCatalogue(catalogue: Catalogue, clock: Clock, registers: Registry[]): void {
  const labelNames = ['registry', 'substance']
  const gauge = (name: string, help: string, labels: string[], collect: (gauge: Gauge) => void): void => {
    new Gauge({
      name: PREFIX + name,
      help,
      labelNames: labels,
      registers,
      collect() {
        this.reset()
        collect(this)
      },
    })
  }
  const each = (read: (c: CollectionFigures) => number | null) => (figures: Gauge) => {
    for (const { registryId, collections } of catalogue.states().registries) {
      for (const collection of collections) {
        const value = read(collection)
        if (value !== null) figures.set({ registry: registryId, substance: collection.substanceId }, value)
      }
    }
  }
  gauge('trials', 'Trials that are served', [], (g) => g.set(catalogue.current().trials.length))
  gauge(
    'collection_age_seconds',
    'Time since a collection was fetched completely; absent when it never was',
    labelNames,
    each(({ fetchedAt, state }) =>
      fetchedAt === null || state === 'snapshot' ? null : (clock.now().getTime() - Date.parse(fetchedAt)) / 1_000,
    ),
  )
  gauge(
    'collection_records',
    'Records held',
    labelNames,
    each((c) => c.records),
  )
  gauge(
    'collection_rejected',
    'Records that could not be read',
    labelNames,
    each((c) => c.rejected),
  )
  gauge(
    'collection_complete',
    '1 when all records that the registry reports are held',
    labelNames,
    each((c) => (c.complete ? 1 : 0)),
  )
  // A refused answer (quarantine, a count that does not match, an unknown form) shows here by its code.
  gauge('registry_error', '1 for the error of the last attempt, by its code', ['registry', 'code'], (g) => {
    for (const { registryId, error } of catalogue.states().registries) {
      if (error !== null) g.set({ registry: registryId, code: error.code }, 1)
    }
  })
}

type CollectionFigures = ReturnType<Catalogue['states']>['registries'][number]['collections'][number]
