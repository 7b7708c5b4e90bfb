import { describe, expect, it } from 'vitest'
import { countMarks, criterionKey, MarksStore } from '../../client/state/marks-store.ts'

function memory(held: Record<string, string> = {}): Storage {
  const map = new Map(Object.entries(held))
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
    clear: () => map.clear(),
    key: (index: number) => [...map.keys()][index] ?? null,
    get length() {
      return map.size
    },
  }
}

describe('private marks', () => {
  it('are kept on the device per trial and criterion, under the prefix that is cleared', () => {
    const storage = memory()
    const store = new MarksStore(storage)
    store.set('NCT1', 'a', 'true')
    store.set('NCT1', 'b', 'not-sure')
    store.set('NCT2', 'a', 'not-true')
    expect([...new MarksStore(storage).marksOf('NCT1')]).toEqual([
      ['a', 'true'],
      ['b', 'not-sure'],
    ])
    expect(storage.key(0)).toMatch(/^trialwijzer\./)
  })

  it('can be taken away one by one, per trial, and leave nothing behind', () => {
    const storage = memory()
    const store = new MarksStore(storage)
    store.set('NCT1', 'a', 'true')
    store.set('NCT1', 'a', null)
    expect(storage.length).toBe(0)
    store.set('NCT1', 'a', 'true')
    store.clear('NCT1')
    expect(store.marksOf('NCT1').size).toBe(0)
    expect(storage.length).toBe(0)
  })

  it('are gone at once when the device is cleared elsewhere', () => {
    const storage = memory()
    const store = new MarksStore(storage)
    store.set('NCT1', 'a', 'true')
    storage.clear()
    expect(store.marksOf('NCT1').size).toBe(0)
  })

  it('last for the visit where the browser keeps nothing, and are forgotten on request', () => {
    const full = memory()
    full.setItem = () => {
      throw new Error('the storage is full')
    }
    for (const store of [new MarksStore(null), new MarksStore(full)]) {
      store.set('NCT1', 'a', 'true')
      expect(store.marksOf('NCT1').get('a')).toBe('true')
      store.forget()
      expect(store.marksOf('NCT1').size).toBe(0)
    }
  })

  it.each(['no json', '[]', '{"NCT1":{"a":"maybe"}}', '{"NCT1":3}'])('start empty from %s', (held) => {
    expect(new MarksStore(memory({ 'trialwijzer.marks': held })).marksOf('NCT1').size).toBe(0)
  })

  it('belong to the words of a criterion, not to its place', () => {
    expect(criterionKey('inclusion', 'Adults')).toBe(criterionKey('inclusion', 'Adults'))
    expect(criterionKey('inclusion', 'Adults')).not.toBe(criterionKey('exclusion', 'Adults'))
    expect(criterionKey('inclusion', 'Aged 18')).not.toBe(criterionKey('inclusion', 'Aged 16'))
  })

  it('are counted for the criteria that are there', () => {
    const marks = new Map([
      ['a', 'true'],
      ['b', 'not-sure'],
      ['gone', 'true'],
    ] as const)
    expect(countMarks(marks, ['a', 'b', 'c'])).toEqual({ true: 1, 'not-true': 0, 'not-sure': 1 })
  })
})
