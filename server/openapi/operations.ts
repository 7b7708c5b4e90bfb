import {
  ChangesReply,
  HealthReply,
  MatrixReply,
  ReadyReply,
  RegistriesReply,
  StatementReply,
  SummaryReply,
  TrialReply,
  TrialsReply,
} from '../../shared/api.ts'
import examples from './examples.json' with { type: 'json' }
import type { Operation, Parameter, Reply } from './operation.ts'

const json = (schema: NonNullable<Reply['schema']>, description: string, example: unknown): Reply => ({
  description,
  contentType: 'application/json; charset=utf-8',
  schema,
  example,
})

const trialId: Parameter = {
  name: 'id',
  in: 'path',
  description: 'Any registry number of the trial: NCT, EU CT or EudraCT, also an earlier or a linked one.',
  schema: { type: 'string' },
  example: 'NCT03185819',
}
const version: Parameter = {
  name: 'version',
  in: 'query',
  description: 'An earlier published statement, by its version. Without it: the one of now.',
  schema: { type: 'string' },
  example: examples.statement.version,
}
const since: Parameter = {
  name: 'since',
  in: 'query',
  description: 'Changes from this day (from its start, UTC) or time with its zone. Without it: all that are kept.',
  schema: {
    type: 'string',
    pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2}))?$',
  },
  example: '2026-11-01',
}

/** Every call of the API, in the order in which they are shown. A new call is one entry here. */
export const operations: readonly Operation[] = [
  {
    path: '/api/trials',
    id: 'listTrials',
    tag: 'Trials',
    kind: 'data',
    summary: 'Trials, filtered and ordered',
    description:
      'Trials joined from the records of every registry. `hidden` counts what the filters on role and purpose each keep out. An empty list means "none" only when every registry in `registries` is `fresh`.',
    parameters: 'trial-filters',
    reply: json(TrialsReply, 'The trials, and the state of every registry.', examples.trials),
    samples: [
      '/api/trials?substance=esketamine&limit=1',
      '/api/trials?role=all&limit=5000',
      '/api/trials?q=nothing-is-called-this',
    ],
    problems: { 'invalid-query': '/api/trials?status=open' },
  },
  {
    path: '/api/trials/{id}',
    id: 'getTrial',
    tag: 'Trials',
    kind: 'data',
    summary: 'One trial, with its records side by side',
    description:
      'Everything held of one trial: criteria word for word, sites, contacts, each registry’s record with its main fields as the registry wrote them, what the registries disagree on, and the changes seen here.',
    parameters: [trialId],
    reply: json(TrialReply, 'The trial.', examples.trial),
    samples: ['/api/trials/NCT03185819'],
    problems: {
      'invalid-id': '/api/trials/NCT123',
      'invalid-query': '/api/trials/NCT03185819?fields=title',
      'trial-not-found': '/api/trials/NCT00000001',
    },
  },
  {
    path: '/api/statement',
    id: 'getStatement',
    tag: 'Figures',
    kind: 'data',
    summary: 'The statement on paediatric trials in intellectual disability',
    description:
      'Computed from the records each time they change; every published version stays available. Quote `text` word for word, with `asOf` and a link to the version.',
    parameters: [version],
    reply: json(StatementReply, 'The statement and the evidence under it.', examples.statement),
    samples: ['/api/statement'],
    problems: {
      'invalid-query': '/api/statement?lang=nl',
      'not-found': '/api/statement?version=never-published',
    },
  },
  {
    path: '/api/summary',
    id: 'getSummary',
    tag: 'Figures',
    kind: 'data',
    summary: 'Counts by status, phase, age, sex, purpose, country and start year',
    description:
      'The figures behind the charts, over the same filters as the list. Every number carries the trials it counts. Planned and actual participants are never added up.',
    parameters: 'trial-filters',
    reply: json(SummaryReply, 'The groups, each with its trials.', examples.summary),
    samples: ['/api/summary?substance=psilocybin'],
    problems: { 'invalid-query': '/api/summary?age=old' },
  },
  {
    path: '/api/matrix',
    id: 'getMatrix',
    tag: 'Figures',
    kind: 'data',
    summary: 'Conditions by substances: what is and is not being studied',
    description: 'One cell for every condition and substance, cells without any trial included.',
    parameters: [],
    reply: json(MatrixReply, 'The cells.', examples.matrix),
    samples: ['/api/matrix'],
    problems: { 'invalid-query': '/api/matrix?substance=mdma' },
  },
  {
    path: '/api/registries',
    id: 'getRegistries',
    tag: 'Registries',
    kind: 'data',
    summary: 'What each registry answered, and every record that is not shown as a trial',
    description:
      'The state of each registry and collection; records that could not be read, look-alikes and records without one of the substances, each with the reason; and what each status word means here.',
    parameters: [],
    reply: json(RegistriesReply, 'The states and the records left out.', examples.registries),
    samples: ['/api/registries'],
    problems: { 'invalid-query': '/api/registries?registry=all' },
  },
  {
    path: '/api/changes',
    id: 'listChanges',
    tag: 'Following',
    kind: 'data',
    summary: 'What we saw change in the registers',
    description:
      'Differences between two complete answers of a registry, oldest first. A registry that could not be asked changes nothing.',
    parameters: [since],
    reply: json(ChangesReply, 'The changes.', examples.changes),
    samples: ['/api/changes', '/api/changes?since=2026-11-01', '/api/changes?since=2026-11-01T08:00:00Z'],
    problems: { 'invalid-query': '/api/changes?since=yesterday' },
  },
  {
    path: '/api/openapi.json',
    id: 'getDescription',
    tag: 'Server',
    kind: 'fixed',
    summary: 'This description (OpenAPI 3.1)',
    description: 'Generated from the schemas with which the server itself is written.',
    parameters: [],
    reply: {
      description: 'The description.',
      contentType: 'application/json; charset=utf-8',
      schema: null,
      example: null,
    },
    samples: ['/api/openapi.json'],
    problems: { 'invalid-query': '/api/openapi.json?version=3.0' },
  },
  {
    path: '/api/docs',
    id: 'readDescription',
    tag: 'Server',
    kind: 'data',
    summary: 'This description as a page',
    description: 'For people: English or Dutch headings, readable without JavaScript.',
    parameters: [
      {
        name: 'lang',
        in: 'query',
        description: 'Language of the page; without it, what the browser asks for.',
        schema: { type: 'string', enum: ['en', 'nl'] },
        example: 'en',
      },
    ],
    reply: { description: 'The page.', contentType: 'text/html; charset=utf-8', schema: null, example: null },
    samples: ['/api/docs?lang=en', '/api/docs?lang=nl'],
    problems: {},
  },
  {
    path: '/healthz',
    id: 'isAlive',
    tag: 'Server',
    kind: 'probe',
    summary: 'Whether the process is alive',
    description: 'For supervisors. Says nothing about the data.',
    parameters: [],
    reply: json(HealthReply, 'It is.', examples.health),
    samples: ['/healthz'],
    problems: {},
  },
  {
    path: '/readyz',
    id: 'isReady',
    tag: 'Server',
    kind: 'probe',
    summary: 'Whether there is something to serve',
    description: 'For load balancers.',
    parameters: [],
    reply: json(ReadyReply, 'There is.', examples.ready),
    alsoReplies: { 503: 'Nothing is held yet.' },
    samples: ['/readyz'],
    problems: {},
  },
]
