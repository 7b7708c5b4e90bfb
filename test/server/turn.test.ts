import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { inSlices } from '../../server/in-slices.ts'
import { atEndOfTurn, endTurn } from '../../server/turn.ts'

describe('the end of a turn', () => {
  it('comes once, in order, also for what is added at it', async () => {
    const done: string[] = []
    atEndOfTurn(() => {
      done.push('first')
      atEndOfTurn(() => done.push('added'))
    })
    atEndOfTurn(() => done.push('second'))
    endTurn()
    expect(done).toEqual(['first', 'second'])
    await nextTurn()
    expect(done).toEqual(['first', 'second', 'added'])
  })

  it('does the others when one fails, tells nobody who waits for something else, and hides nothing', async () => {
    const later: (() => void)[] = []
    vi.stubGlobal('queueMicrotask', (act: () => void) => later.push(act))
    const done: string[] = []
    atEndOfTurn(() => {
      throw new Error('broken')
    })
    atEndOfTurn(() => done.push('other'))
    await inSlices(
      (function* () {
        yield
      })(),
    )
    vi.unstubAllGlobals()
    expect(done).toEqual(['other'])
    expect(later).toHaveLength(1)
    expect(() => later[0]?.()).toThrow(expect.objectContaining({ cause: new Error('broken') }) as Error)
  })
})
