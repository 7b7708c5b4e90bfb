import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  firstOf,
  readFragment,
  valuesOf,
  withToggled,
  withValues,
  without,
  writeFragment,
} from '../../client/state/url-state.ts'
import { href, pageOf } from '../../client/state/router.ts'

describe('filters in the fragment', () => {
  it('reads several values of a filter with commas or by repeating it', () => {
    expect(readFragment('#status=recruiting,paused&status=completed&country=NL')).toEqual([
      ['status', 'recruiting'],
      ['status', 'paused'],
      ['status', 'completed'],
      ['country', 'NL'],
    ])
  })

  it('keeps commas, ampersands and accents of a free-text search through a reload', () => {
    const words = 'depressie, PTSS & ADHD é=1'
    expect(readFragment(`#${writeFragment([['q', words]])}`)).toEqual([['q', words]])
  })

  it('gives back any filters it wrote', () => {
    const value = fc
      .string({ minLength: 1, maxLength: 12 })
      .filter((text) => !text.includes(',') && text.trim() === text)
    const name = fc.constantFrom('status', 'country', 'phase', 'purpose')
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, value), { selector: ([a, b]) => `${a}=${b}` }), (pairs) => {
        const read = readFragment(`#${writeFragment(pairs)}`)
        expect([...read].map(String).sort()).toEqual(pairs.map(String).sort())
      }),
    )
  })

  it('does not fail on a broken escape or an empty value', () => {
    expect(readFragment('#q=%E0%A4%A&status=&=x')).toHaveLength(2)
  })

  it('changes one filter where it stands and leaves the others alone', () => {
    const params = readFragment('#substance=mdma&status=paused&country=NL')
    expect(writeFragment(withValues(params, 'status', ['recruiting', 'paused']))).toBe(
      'substance=mdma&status=recruiting,paused&country=NL',
    )
    expect(writeFragment(withToggled(params, 'country', 'BE'))).toBe('substance=mdma&status=paused&country=NL,BE')
    expect(writeFragment(withToggled(params, 'status', 'paused'))).toBe('substance=mdma&country=NL')
    expect(writeFragment(without(params, ['substance', 'country']))).toBe('status=paused')
    expect(valuesOf(params, 'phase')).toEqual([])
    expect(firstOf(params, 'country')).toBe('NL')
  })
})

describe('pages', () => {
  it('knows each address, with and without a slash at the end', () => {
    expect(pageOf('/', '')).toEqual({ name: 'explore' })
    expect(pageOf('/trial/NCT06199700/', '')).toEqual({ name: 'trial', id: 'NCT06199700' })
    expect(pageOf('/evidence', '?version=abc')).toEqual({ name: 'evidence', version: 'abc' })
    expect(pageOf('/about', '')).toEqual({ name: 'about' })
  })

  it('never takes an unknown address for the start page', () => {
    expect(pageOf('/trials', '')).toEqual({ name: 'not-found' })
    expect(pageOf('/trial/a/b', '')).toEqual({ name: 'not-found' })
    expect(pageOf('/trial/%E0%A4%A', '')).toEqual({ name: 'trial', id: '%E0%A4%A' })
  })

  it('keeps a language asked for in the address on every link, before the filters', () => {
    expect(href('/trial/NCT06199700', '?lang=nl')).toBe('/trial/NCT06199700?lang=nl')
    expect(href('/#status=recruiting', '?lang=nl')).toBe('/?lang=nl#status=recruiting')
    expect(href('/evidence', '')).toBe('/evidence')
  })
})
