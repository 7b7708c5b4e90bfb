import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { checkSync } from 'recheck'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { growth } from '../cpu-time.ts'

/**
 * Every regular expression of the code that reads what registries or visitors wrote is checked for backtracking. Those
 * put together at run time are not literals; the growth tests of the parsers that use them cover them.
 */
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** How many search an unanchored run of equal signs; see below. */
const QUADRATIC_TODAY = 40

interface Expression {
  where: string
  source: string
  flags: string
}

function filesIn(folder: string): string[] {
  return readdirSync(ROOT + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesIn(path) : /\.(?:ts|mjs)$/.test(entry.name) ? [path] : []
  })
}

function expressionsIn(path: string): Expression[] {
  const file = ts.createSourceFile(path, readFileSync(ROOT + path, 'utf8'), ts.ScriptTarget.Latest, true)
  const found: Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1
      found.push({ where: `${path}:${line}`, source: node.text.slice(1, end), flags: node.text.slice(end + 1) })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

const expressions = ['shared', 'server'].flatMap(filesIn).flatMap(expressionsIn)
const distinct = [...new Map(expressions.map((e) => [`/${e.source}/${e.flags}`, e])).values()]

/** What the checker could not decide in time is given what makes expressions backtrack. */
function pumpsFor(source: string): string[] {
  const words = source.match(/[a-z]{2,12}/g) ?? []
  const some = [...new Set(words)].slice(0, 4)
  return [' ', '1', 'a', 'A ', '1 ', '-', ',', '(', '\t\n', 'a1', 'é', ...some, ...some.map((word) => `${word} `)]
}

/** More than quadratic growth of processor time on any of them, from 150 to 1,200 repetitions. */
function isWorseThanQuadratic({ source, flags }: Expression, attack: string[] = []): boolean {
  return [...attack, ...pumpsFor(source)].some((pump) => {
    const run = (size: number) => new RegExp(source, flags).exec(`${pump.repeat(size)}\0`)
    return growth(run, 150, 100) > 100
  })
}

describe('the regular expressions of shared and server', { timeout: 240_000 }, () => {
  it('are found by this test, and the checks know a bad one', () => {
    expect(distinct.length).toBeGreaterThan(200)
    expect(checkSync('^(a+)+$', '').status).toBe('vulnerable')
    expect(isWorseThanQuadratic({ where: '', source: '^\\s*\\s*\\s*x', flags: '' }, [' '])).toBe(true)
  })

  it('never backtrack exponentially, nor worse than the square of the text', () => {
    const wrong: string[] = []
    let square = 0
    for (const expression of distinct) {
      const { where, source, flags } = expression
      const result = checkSync(source, flags, { timeout: 100, attackTimeout: 50, incubationTimeout: 50 })
      if (result.status === 'safe') continue
      const isSquare =
        result.status === 'vulnerable' && result.complexity.type === 'polynomial' && result.complexity.degree === 2
      // What it found by trying is an estimate, and bounded repeats look endless to it: measured before it counts.
      const attack = result.status === 'vulnerable' ? result.attack.pumps.map(({ pump }) => pump) : []
      if (isSquare) square += 1
      else if (isWorseThanQuadratic(expression, attack)) wrong.push(`${where} /${source}/${flags}`)
    }
    expect(wrong).toEqual([])
    // A search that starts anew at each of many equal signs; the texts are fields of one record. No new ones.
    expect(square).toBeLessThanOrEqual(QUADRATIC_TODAY)
  })
})
