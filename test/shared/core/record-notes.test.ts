import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRead, passNotesOn, readOnce, saysTheSame, sharesNotes } from '../../../shared/core/record-notes.ts'
import { buildRecord, buildSite } from '../../builders.ts'

describe('readOnce', () => {
  it('reads a record once, and not again where the notes of an earlier answer hold', () => {
    let times = 0
    const read = readOnce(({ recordId }) => `${recordId} ${String((times += 1))}`)
    const other = readOnce(({ recordId }) => recordId.length)
    const record = buildRecord({ recordId: 'NCT01000001' })
    const again = { ...record, asOf: '2026-11-22' }
    expect(isRead(record)).toBe(false)
    expect([read(record), read(record), other(record)]).toEqual(['NCT01000001 1', 'NCT01000001 1', 11])
    expect([isRead(record), isRead(again), sharesNotes(record, again)]).toEqual([true, false, false])
    passNotesOn(record, again)
    expect([read(again), other(again), sharesNotes(record, again)]).toEqual(['NCT01000001 1', 11, true])
    expect(read({ ...record })).toBe('NCT01000001 2')
  })
})

describe('saysTheSame', () => {
  const record = buildRecord({
    sites: [buildSite({ city: 'Utrecht' })],
    raw: { briefTitle: 'A', phases: ['PHASE2', null] },
  })

  it('holds for a copy made at another moment', () => {
    expect(saysTheSame(record, { ...structuredClone(record), asOf: '2026-11-22', from: 'stored' })).toBe(true)
  })

  it('fails as soon as any value of any field is another', () => {
    const paths: (string | number)[][] = []
    const walk = (value: unknown, path: (string | number)[]): void => {
      if (typeof value === 'object' && value !== null) {
        for (const [key, inner] of Object.entries(value))
          walk(inner, [...path, Array.isArray(value) ? Number(key) : key])
        if (Array.isArray(value)) paths.push([...path, value.length])
      } else if (path[0] !== 'asOf' && path[0] !== 'from') paths.push(path)
    }
    walk(record, [])
    expect(paths.length).toBeGreaterThan(40)
    fc.assert(
      fc.property(fc.constantFrom(...paths), (path) => {
        const other = structuredClone(record)
        let at = other as unknown as Record<string | number, unknown>
        for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
        at[path.at(-1)!] = 'something else'
        return !saysTheSame(record, other) && !saysTheSame(other, record)
      }),
      { numRuns: 200 },
    )
  })

  it('tells a missing key from one that is there', () => {
    const rest: Partial<typeof record> = { ...record }
    delete rest.raw
    expect(saysTheSame(record, { ...record, raw: { ...record.raw, more: 1 } })).toBe(false)
    expect(saysTheSame(record, { ...record, raw: { other: 'A', phases: ['PHASE2', null] } })).toBe(false)
    expect(saysTheSame(rest as typeof record, record)).toBe(false)
  })
})
