import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/** Who may import whom (STYLE §3), as far as the compiler cannot see it. */

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const ROOMS = ['shared', 'server', 'client']
const MAX_LINES = 350

interface Source {
  path: string
  text: string
  /** Without comments, so that a word in a sentence is not taken for code. */
  code: string
  lines: number
  /** What it imports: paths from the root for our own files, names for packages. */
  imports: string[]
  /** The same without imports of types, which leave nothing behind when the program runs. */
  runtimeImports: string[]
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
const TYPE_IMPORT = /(?:^|\n)\s*(?:import|export)\s+type\s[^'"`;]*?\sfrom\s*['"][^'"]+['"]/g
const COMMENT = /\/\*[\s\S]*?\*\/|(?<!['":])\/\/[^\n]*/g

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return filesIn(path)
    return /\.(?:ts|js|mjs)$/.test(entry.name) ? [path] : []
  })
}

function read(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8')
  const code = text.replace(COMMENT, '')
  const importsOf = (part: string) =>
    [...part.matchAll(IMPORT)].map((match) => {
      const name = match[1] ?? match[2] ?? ''
      return name.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(path), name)) : name
    })
  return {
    path,
    text,
    code,
    lines: text.split('\n').length - 1,
    imports: importsOf(code),
    runtimeImports: importsOf(code.replace(TYPE_IMPORT, '')),
  }
}

const sources = ROOMS.flatMap(filesIn).map(read)
const inRoom = (...rooms: string[]) => sources.filter(({ path }) => rooms.some((room) => path.startsWith(`${room}/`)))
const packageName = (name: string) => (name.startsWith('@') ? name.split('/', 2).join('/') : name.split('/', 1)[0])
const isOurs = (name: string) => ROOMS.some((room) => name.startsWith(`${room}/`))
const importers = (of: (name: string, from: Source) => boolean) =>
  sources.filter((source) => source.imports.some((name) => of(name, source))).map(({ path }) => path)
const outside = (allowed: (path: string) => boolean, paths: string[]) => paths.filter((path) => !allowed(path))

/** Ids of the registries: the files that registries/index.ts lists. */
const registryIds = read('server/registries/index.ts')
  .imports.map((name) => /^server\/registries\/([a-z-]+)\.ts$/.exec(name)?.[1] ?? 'registry')
  .filter((id) => id !== 'registry')

describe('the reader of this test', () => {
  it('sees files of every room and what they import', () => {
    for (const room of ROOMS) expect(inRoom(room).length, room).toBeGreaterThan(0)
    expect(read('shared/api.ts').imports).toEqual(['zod/mini', 'shared/trial.ts'])
    expect(registryIds).toEqual(['ctgov', 'ctis', 'euctr'])
  })
})

describe('rooms', () => {
  it('lets shared import only zod and itself', () => {
    const strangers = inRoom('shared').flatMap(({ path, imports }) =>
      imports
        .filter((name) => !name.startsWith('shared/') && packageName(name) !== 'zod')
        .map((name) => `${path}: ${name}`),
    )
    expect(strangers).toEqual([])
  })

  it('lets server and client import shared and themselves, never each other', () => {
    const crossing = inRoom('server', 'client').flatMap(({ path, imports }) => {
      const own = path.split('/')[0] ?? ''
      return imports
        .filter((name) => isOurs(name) && !name.startsWith(`${own}/`) && !name.startsWith('shared/'))
        .map((name) => `${path}: ${name}`)
    })
    expect(crossing).toEqual([])
  })

  it('lets nothing outside tests import from the tests', () => {
    expect(importers((name) => name.startsWith('test/'))).toEqual([])
  })
})

describe('registries', () => {
  const roots = registryIds.map((id) => `server/registries/${id}.ts`)

  it('lets only registries/index.ts import a registry', () => {
    const allowed = (path: string) => path === 'server/registries/index.ts'
    expect(
      outside(
        allowed,
        importers((name) => roots.includes(name)),
      ),
    ).toEqual([])
  })

  it('keeps what belongs to one registry inside server/registries', () => {
    const parts = importers((name) => name.startsWith('server/registries/') && !/(?:index|registry)\.ts$/.test(name))
    expect(outside((path) => path.startsWith('server/registries/'), parts)).toEqual([])
  })

  it('lets a registry file import nothing of another registry, and no catalogue, store or HTTP', () => {
    const wrong = inRoom('server/registries').flatMap(({ path, imports }) => {
      const owner = registryIds.find((id) => path.startsWith(`server/registries/${id}`))
      const others = registryIds.filter((id) => id !== owner).map((id) => `server/registries/${id}`)
      const closed = [
        'server/catalogue/',
        'server/store/',
        'server/http/',
        'server/upstream/',
        'server/main',
        ...others,
      ]
      const names = owner ? imports.filter((name) => closed.some((start) => name.startsWith(start))) : []
      return names.map((name) => `${path}: ${name}`)
    })
    expect(wrong).toEqual([])
  })

  it('names no registry outside the registries and the snapshot they come in', () => {
    const literal = new RegExp(`['"\`](?:${registryIds.join('|')})['"\`]`)
    const naming = [...inRoom('shared', 'client'), ...inRoom('server')]
      .filter(({ path }) => !/^server\/(?:registries|snapshot)\//.test(path))
      .filter(({ code }) => literal.test(code))
    expect(naming.map(({ path }) => path)).toEqual([])
  })
})

describe('the outside world', () => {
  it('lets only upstream-http.ts import axios', () => {
    const allowed = (path: string) => path === 'server/upstream/upstream-http.ts'
    expect(
      outside(
        allowed,
        importers((name) => packageName(name) === 'axios'),
      ),
    ).toEqual([])
  })

  it('lets only client/api fetch', () => {
    const fetching = inRoom('client', 'shared').filter(({ code }) => /(?<![.\w])fetch\(/.test(code))
    expect(
      outside(
        (path) => path.startsWith('client/api/'),
        fetching.map(({ path }) => path),
      ),
    ).toEqual([])
  })

  it('lets only client/pages, client/state and the elements for other sites use client/api', () => {
    const users = importers((name) => name.startsWith('client/api/'))
    expect(outside((path) => /^client\/(?:api|embed|pages|state)\//.test(path), users)).toEqual([])
  })

  it('reads the process only where the program starts', () => {
    const PROGRAMS =
      /^server\/(?:main\.ts|config\.ts|doctor\.ts|snapshot\/(?:make-snapshot|import-facts)\.ts|[a-z-]+\.mjs)$/
    const reading = sources.filter(
      ({ code, imports }) =>
        /(?<![.\w'-])process\s*[.[]/.test(code) || imports.some((name) => /^(?:node:)?process$/.test(name)),
    )
    expect(
      outside(
        (path) => PROGRAMS.test(path),
        reading.map(({ path }) => path),
      ),
    ).toEqual([])
  })

  it('keeps clock and chance out of shared', () => {
    const impure = inRoom('shared').filter(({ code }) => /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b/.test(code))
    expect(impure.map(({ path }) => path)).toEqual([])
  })
})

describe('charts', () => {
  it('lets only charts/chartjs.ts import chart.js, and only charts/trial-chart.ts import that', () => {
    const chartjs = importers((name) => packageName(name) === 'chart.js')
    expect(outside((path) => path === 'client/charts/chartjs.ts', chartjs)).toEqual([])
    const users = sources.filter(({ runtimeImports }) => runtimeImports.includes('client/charts/chartjs.ts'))
    expect(
      outside(
        (path) => path === 'client/charts/trial-chart.ts',
        users.map(({ path }) => path),
      ),
    ).toEqual([])
  })

  it('lets only charts/trial-chart.ts, the Chart.js behind it and the PNG made of it touch a canvas', () => {
    const drawing = inRoom('client').filter(({ code }) => /<canvas|getContext\(|HTMLCanvasElement/.test(code))
    expect(
      outside(
        (path) => /^client\/charts\/(?:trial-chart|chartjs|chart-png)\.ts$/.test(path),
        drawing.map(({ path }) => path),
      ),
    ).toEqual([])
  })
})

describe('files', () => {
  it('names none of them utils, helpers or types', () => {
    const vague = sources.filter(({ path }) => /(?:^|[/.-])(?:utils?|helpers?|types)\.[a-z]+$/.test(path))
    expect(vague.map(({ path }) => path)).toEqual([])
  })

  it(`keeps every file of code within ${MAX_LINES} lines`, () => {
    // Lists, not code: the contract (a line a field), the words of the screen and word lists.
    const LISTS = /^shared\/(?:(?:trial|api)\.ts|text\/|conditions\/|substances\/|core\/[a-z-]+-(?:words|terms)\.ts)/
    const long = sources.filter(({ path, lines }) => lines > MAX_LINES && !LISTS.test(path))
    expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([])
  })

  it('leaves no rule switched off and nothing to do later', () => {
    const marks = sources.filter(({ text }) =>
      /eslint-disable|@ts-ignore|@ts-expect-error|\bTODO\b|\bFIXME\b/.test(text),
    )
    expect(marks.map(({ path }) => path)).toEqual([])
  })
})
