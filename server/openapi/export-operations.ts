import { TrialsReply } from '../../shared/api.ts'
import type { Operation } from './operation.ts'
import { file, json, lang, trialId, version } from './operation-parts.ts'

const RIS = 'application/x-research-info-systems; charset=utf-8'
const BIBTEX = 'application/x-bibtex; charset=utf-8'

/** A trial as a reference, in one of two forms. */
function trialReference(extension: 'ris' | 'bib', name: string, contentType: string): Operation {
  return {
    path: `/api/trials/{id}.${extension}`,
    id: `getTrial${name}`,
    tag: 'Files',
    kind: 'data',
    summary: `A trial as a reference (${name})`,
    description: 'For reference managers: the record of the preferred registry, with its link and date.',
    parameters: [trialId],
    reply: file(contentType, 'The reference.'),
    samples: [`/api/trials/NCT03185819.${extension}`],
    problems: {
      'invalid-id': `/api/trials/NCT123.${extension}`,
      'invalid-query': `/api/trials/NCT03185819.${extension}?lang=nl`,
      'trial-not-found': `/api/trials/NCT00000001.${extension}`,
    },
  }
}

/** The statement as a reference, in one of two forms. */
function statementReference(extension: 'ris' | 'bib', name: string, contentType: string): Operation {
  return {
    path: `/api/statement.${extension}`,
    id: `getStatement${name}`,
    tag: 'Files',
    kind: 'data',
    summary: `The statement as a reference (${name})`,
    description: 'For reference managers: one version of the statement, with its permanent link.',
    parameters: [version, lang],
    reply: file(contentType, 'The reference.'),
    samples: [`/api/statement.${extension}`],
    problems: {
      'invalid-query': `/api/statement.${extension}?lang=fr`,
      'not-found': `/api/statement.${extension}?version=never-published`,
    },
  }
}

/** What is taken along or followed: files and the feed. */
export const exportOperations: readonly Operation[] = [
  {
    path: '/api/trials.csv',
    id: 'downloadTrialsCsv',
    tag: 'Files',
    kind: 'data',
    summary: 'The list as a table (CSV)',
    description:
      'The trials of `/api/trials` under the same filters, one row a trial: RFC 4180, UTF-8 with a byte order mark, a header row, and cells that no spreadsheet takes for a formula.',
    parameters: [],
    filters: { without: [] },
    reply: file('text/csv; charset=utf-8; header=present', 'The table.'),
    samples: ['/api/trials.csv?substance=mdma'],
    problems: { 'invalid-query': '/api/trials.csv?status=open' },
  },
  {
    path: '/api/trials.json',
    id: 'downloadTrialsJson',
    tag: 'Files',
    kind: 'data',
    summary: 'The list as a file (JSON)',
    description: 'The answer of `/api/trials` as a file: without `limit` the whole list, however long.',
    parameters: [],
    filters: { without: [] },
    reply: json(TrialsReply, 'The list.', null),
    samples: ['/api/trials.json?substance=mdma'],
    problems: { 'invalid-query': '/api/trials.json?status=open' },
  },
  trialReference('ris', 'Ris', RIS),
  trialReference('bib', 'BibTeX', BIBTEX),
  statementReference('ris', 'Ris', RIS),
  statementReference('bib', 'BibTeX', BIBTEX),
  {
    path: '/feeds/trials.atom',
    id: 'followTrials',
    tag: 'Following',
    kind: 'data',
    summary: 'New trials and changes as a feed (Atom)',
    description: 'Atom 1.0 of what we saw change, newest first, for any filter of the list.',
    parameters: [
      {
        name: 'limit',
        in: 'query',
        description: 'Most entries in the feed; 100 without it. Given once: a whole number from 1 to 100.',
        schema: { type: 'integer', minimum: 1, maximum: 100 },
        example: 10,
      },
      lang,
    ],
    filters: { without: ['sort', 'offset'] },
    reply: file('application/atom+xml; charset=utf-8', 'The feed.'),
    samples: ['/feeds/trials.atom', '/feeds/trials.atom?substance=psilocybin&lang=nl'],
    problems: { 'invalid-query': '/feeds/trials.atom?sort=newest' },
  },
]
