import { describe, expect, it } from 'vitest'
import { DeviceStore } from '../../client/state/device-store.ts'
import { chooseLang } from '../../client/state/locale.ts'

/** A storage with the three calls that are used. */
function fakeStorage(start: Record<string, string> = {}, refuses = false): Storage {
  const held = new Map(Object.entries(start))
  const storage = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (refuses) throw new DOMException('full', 'QuotaExceededError')
      held.set(key, value)
    },
    dump: () => Object.fromEntries(held),
  }
  return storage as unknown as Storage
}

describe('what stays on the device', () => {
  it('remembers the age and forgets it without losing the language', () => {
    const storage = fakeStorage()
    const store = new DeviceStore(storage)
    store.setLang('nl')
    store.setAge(16)
    expect(new DeviceStore(storage).age).toBe(16)
    store.setAge(null)
    expect(new DeviceStore(storage).age).toBeNull()
    expect(new DeviceStore(storage).lang).toBe('nl')
  })

  it('ignores what something else left there', () => {
    expect(new DeviceStore(fakeStorage({ trialwijzer: '{"age":"old","lang":5}' })).age).toBeNull()
    expect(new DeviceStore(fakeStorage({ trialwijzer: 'not json' })).lang).toBeNull()
  })

  it('holds the age for the visit when the browser refuses storage', () => {
    const full = new DeviceStore(fakeStorage({}, true))
    full.setAge(40)
    expect(full.age).toBe(40)
    const none = new DeviceStore(null)
    none.setAge(7)
    expect(none.age).toBe(7)
  })
})

describe('the language', () => {
  it('is the one asked for, then the remembered one, then the browser’s, then English', () => {
    expect(chooseLang('nl', 'en', ['en-GB'])).toBe('nl')
    expect(chooseLang('fr', 'nl', ['en'])).toBe('nl')
    expect(chooseLang(null, null, ['fr-FR', 'nl-BE', 'en'])).toBe('nl')
    expect(chooseLang(null, null, ['fr'])).toBe('en')
  })
})
