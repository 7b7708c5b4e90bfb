import type { DoubleReply, DoubleRequest } from '../../registry-double/double.ts'
import type { RegistryId, Stage } from './small-register.ts'

/** What a registry may answer with status 200 that is not so. Each makes a lie of a right answer, in the registry's format. */

export interface Told {
  registryId: RegistryId
  stage: Stage
  request: DoubleRequest
  reply: DoubleReply
  /** The right answer to any other question. */
  answer: (other: DoubleRequest) => DoubleReply
}
export type Lie = (told: Told) => DoubleReply

type Json = Record<string, unknown>

interface CtgovPage extends Json {
  studies: { protocolSection: Record<string, Json> }[]
  totalCount?: number
}
interface CtisPage extends Json {
  pagination: Json & { totalRecords: number }
  data: Json[]
}

function edit<T>(reply: DoubleReply, change: (parsed: T) => T | object): DoubleReply {
  return { ...reply, body: JSON.stringify(change(JSON.parse(reply.body) as T)) }
}

/** One change for each study of ClinicalTrials.gov, in a page and alone. */
function eachStudy({ stage, reply }: Told, change: (study: CtgovPage['studies'][number]) => object): DoubleReply {
  if (stage === 'detail') return edit(reply, change)
  return edit<CtgovPage>(reply, (page) => ({ ...page, studies: page.studies.map(change) }))
}

function eachRow(reply: DoubleReply, change: (row: Json) => object): DoubleReply {
  return edit<CtisPage>(reply, (page) => ({ ...page, data: page.data.map(change) }))
}

function body(reply: DoubleReply, change: (text: string) => string): DoubleReply {
  return { ...reply, body: change(reply.body) }
}

/** The answer to the question for the first page, in the place of this one. */
function firstPage({ registryId, request, answer }: Told): DoubleReply {
  const query = new URLSearchParams(request.query)
  if (registryId === 'ctgov') query.delete('pageToken')
  if (registryId === 'euctr') query.set('page', '1')
  const asked = request.body.replace(/"page":\d+/, '"page":1')
  return answer({ ...request, query, body: asked })
}

export const emptyPage: Lie = ({ registryId, request, reply }) => {
  if (registryId === 'ctgov')
    return edit<CtgovPage>(reply, (page) => ({ ...page, studies: [], nextPageToken: undefined }))
  if (registryId === 'ctis') return edit<CtisPage>(reply, (page) => ({ ...page, data: [] }))
  if (request.path !== '/search') return { ...reply, body: '' }
  return body(reply, (text) => text.replace(/<table class="result">.*<\/table>/s, ''))
}

export const repeatedPage: Lie = (told) => {
  const first = firstPage(told)
  if (told.registryId !== 'ctgov') return first
  const { nextPageToken } = JSON.parse(told.reply.body) as Json
  return edit<CtgovPage>(first, (page) => ({ ...page, totalCount: undefined, nextPageToken }))
}

export const countMismatch: Lie = ({ registryId, reply }) => {
  if (registryId === 'ctgov')
    return edit<CtgovPage>(reply, (page) => ({ ...page, totalCount: (page.totalCount ?? 0) + 3 }))
  if (registryId === 'ctis')
    return edit<CtisPage>(reply, (page) => ({
      ...page,
      pagination: { ...page.pagination, totalRecords: page.pagination.totalRecords + 3 },
    }))
  return body(reply, (text) => text.replace(/EudraCT protocol \(\d+\)/, 'EudraCT protocol (24)'))
}

/** As if the criteria had another name since yesterday. */
export const wholeRegister: Lie = ({ registryId, request, reply, answer }) => {
  if (registryId === 'ctgov') return edit<CtgovPage>(reply, (page) => ({ ...page, totalCount: 598_101 }))
  if (registryId === 'ctis')
    return answer({ ...request, body: request.body.replace('"containAll"', '"containsEverything"') })
  const query = new URLSearchParams(request.query)
  query.set('query', '')
  return answer({ ...request, query })
}

export const layoutChanged: Lie = (told) => {
  const { registryId, stage, reply } = told
  if (registryId === 'ctgov' && stage === 'detail')
    return edit<CtgovPage['studies'][number]>(reply, ({ protocolSection }) => ({ protocol: protocolSection }))
  if (registryId === 'ctgov') return edit<CtgovPage>(reply, ({ studies, ...rest }) => ({ ...rest, items: studies }))
  if (registryId === 'ctis' && stage === 'detail')
    return edit<Json>(reply, ({ authorizedApplication, ...rest }) => ({ ...rest, application: authorizedApplication }))
  if (registryId === 'ctis') return edit<CtisPage>(reply, ({ data, ...rest }) => ({ ...rest, rows: data }))
  if (stage === 'detail') return body(reply, (text) => text.replace(/^([A-Z])\.(\d)/gm, 'Item $2$1'))
  return body(reply, (text) => text.replaceAll('Trials with a EudraCT protocol', 'Trials in this register'))
}

export const fieldsRetyped: Lie = (told) => {
  const { registryId, stage, reply } = told
  if (registryId === 'ctgov')
    return eachStudy(told, (study) => {
      const { identificationModule: ids, ...modules } = study.protocolSection
      return {
        ...study,
        protocolSection: { ...modules, identificationModule: { ...ids, briefTitle: { en: ids?.briefTitle } } },
      }
    })
  if (stage === 'detail')
    return edit<Json>(reply, (trial) => ({ ...trial, authorizedApplication: [trial.authorizedApplication] }))
  return eachRow(reply, (row) => ({
    ...row,
    ctStatus: { code: row.ctStatus },
    ctTitle: [row.ctTitle],
    ctNumber: [row.ctNumber],
  }))
}

/** A status that no list of ours has. */
export const unknownCodes: Lie = (told) => {
  const { registryId, stage, reply } = told
  if (registryId === 'ctgov')
    return eachStudy(told, (study) => ({
      ...study,
      protocolSection: {
        ...study.protocolSection,
        statusModule: { ...study.protocolSection.statusModule, overallStatus: 'RECRUITING_SOON' },
      },
    }))
  if (registryId === 'ctis' && stage === 'detail')
    return body(reply, (text) => text.replace(/"(ctPublicStatusCode|mscPublicStatusCode)":[^,}]+/g, '"$1":99'))
  if (registryId === 'ctis') return eachRow(reply, (row) => ({ ...row, ctStatus: 99 }))
  return body(reply, (text) => text.replaceAll('Ongoing', 'Recruiting soon'))
}

export const missingIds: Lie = (told) => {
  const { registryId, stage, reply } = told
  if (registryId === 'ctgov')
    return eachStudy(told, (study) => {
      const { identificationModule: ids, ...modules } = study.protocolSection
      return { ...study, protocolSection: { ...modules, identificationModule: { ...ids, nctId: undefined } } }
    })
  const without = (row: Json): Json => ({ ...row, ctNumber: undefined })
  if (registryId === 'ctis') return stage === 'detail' ? edit<Json>(reply, without) : eachRow(reply, without)
  return body(reply, (text) => text.replace(/\d{4}-\d{6}-\d{2}/g, ''))
}

export const prototypeKeys: Lie = ({ registryId, reply }) => {
  const keys = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":1,"'
  if (registryId !== 'euctr') return body(reply, (text) => text.replaceAll('{"', `{${keys}`))
  return body(reply, (text) => text.replaceAll('Ongoing', '__proto__'))
}

/** A clock of the registry that is years off, behind and ahead. */
export const clockSkew: Lie = ({ reply }) => ({
  ...reply,
  headers: {
    ...reply.headers,
    date: 'Thu, 01 Jan 1970 00:00:00 GMT',
    'last-modified': 'Fri, 31 Dec 2099 23:59:59 GMT',
    expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
  },
})

export const duplicateIds: Lie = ({ registryId, stage, reply }) => {
  if (registryId === 'ctgov') return edit<CtgovPage>(reply, (page) => ({ ...page, studies: twice(page.studies) }))
  if (registryId === 'ctis') return edit<CtisPage>(reply, (page) => ({ ...page, data: twice(page.data) }))
  if (stage === 'detail') return body(reply, (text) => `${text}\n${text}`)
  return body(reply, (text) => text.replace(/<table class="result">.*<\/table>/s, (tables) => `${tables}\n${tables}`))
}

function twice<T>(items: readonly T[]): T[] {
  return items.flatMap((item) => [item, item])
}

export const wrongContentType: Lie = ({ registryId, request, reply }) => {
  const type = registryId === 'euctr' && request.path === '/search' ? 'application/octet-stream' : 'text/html'
  return { ...reply, headers: { ...reply.headers, 'content-type': type } }
}

/** The same text in Latin-1: every é is a byte that UTF-8 does not know. */
export const invalidUtf8: Lie = ({ reply }) => ({ ...reply, bytes: Buffer.from(reply.body, 'latin1') })

export const emptyObject: Lie = ({ reply }) => ({ ...reply, body: '{}' })
export const invalidJson: Lie = ({ reply }) => body(reply, (text) => `${text.slice(0, 1)}not json at all`)
