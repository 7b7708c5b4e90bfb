import { describe, expect, it } from 'vitest'
import { createNotes } from '../../../shared/core/notes.ts'

describe('notes', () => {
  it('are kept for the object alone, and the last one counts', () => {
    const [notes, others] = [createNotes<object, string>(), createNotes<object, string>()]
    const [one, same] = [{ id: 1 }, { id: 1 }]
    expect(notes.get(one)).toBeUndefined()
    notes.set(one, 'first')
    notes.set(one, 'second')
    others.set(one, 'of others')
    expect([notes.get(one), notes.get(same), others.get(one)]).toEqual(['second', undefined, 'of others'])
  })

  it('are seen by nobody else and do not go with a copy', () => {
    const notes = createNotes<object, string>()
    const object = { id: 1, list: [1, 2] }
    notes.set(object, 'noted')
    expect(Reflect.ownKeys(object)).toEqual(['id', 'list'])
    expect(JSON.stringify(object)).toBe('{"id":1,"list":[1,2]}')
    for (const copy of [{ ...object }, Object.assign({}, object), structuredClone(object)]) {
      expect(copy).toEqual({ id: 1, list: [1, 2] })
      expect(notes.get(copy)).toBeUndefined()
    }
  })

  it('can be about what is frozen', () => {
    const notes = createNotes<object, string>()
    const frozen = Object.freeze({ id: 1 })
    notes.set(frozen, 'noted')
    expect(notes.get(frozen)).toBe('noted')
  })
})
