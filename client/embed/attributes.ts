import { substances } from '../../shared/substances/index.ts'
import { PURPOSES, STATUS_GROUPS } from '../../shared/trial-values.ts'
import { LANGS } from '../state/formats.ts'
import type { Lang } from '../state/formats.ts'
import { embedLocale } from './embed-locale.ts'

const THEMES = ['auto', 'light', 'dark'] as const
type Theme = (typeof THEMES)[number]
const DEFAULT_LIMIT = 10
const MOST = 100

/** An attribute whose value is not valid, and what is, in the language of the element. */
export interface AttributeError {
  attribute: string
  value: string
  expected: string
}

/** What every element reads of its attributes. */
export interface EmbedSettings {
  lang: Lang
  theme: Theme
  errors: AttributeError[]
}

export interface ListSettings extends EmbedSettings {
  /** Values of the API's filters, in the order of its parameters; only the filters that were given. */
  filters: [name: string, values: string[]][]
  limit: number
}

type Attributes = (name: string) => string | null

/**
 * `lang` and `theme`. Without `lang` the language of the page around the element (`pageLang`, BCP 47) is used, and
 * English for one we do not have; a `lang` on the element itself has to be one of ours.
 */
export function readSettings(attribute: Attributes, pageLang: string | null): EmbedSettings {
  const errors: AttributeError[] = []
  const asked = given(attribute('lang'))
  const lang = langOf(asked) ?? langOf(pageLang) ?? 'en'
  if (asked !== null && langOf(asked) === null)
    errors.push({ attribute: 'lang', value: asked, expected: LANGS.join(', ') })
  const wanted = given(attribute('theme')) ?? 'auto'
  const theme = THEMES.find((one) => one === wanted.toLowerCase())
  if (theme === undefined) errors.push({ attribute: 'theme', value: wanted, expected: THEMES.join(', ') })
  return { lang, theme: theme ?? 'auto', errors }
}

/** The filters and the length of a list. Whatever is not valid becomes an error that names the attribute; nothing is guessed. */
export function readListSettings(attribute: Attributes, pageLang: string | null): ListSettings {
  const settings = readSettings(attribute, pageLang)
  const { text, formats } = embedLocale(settings.lang)
  const errors = [...settings.errors]
  const filters: ListSettings['filters'] = []

  function read(name: string, expected: string, valueOf: (text: string) => string | undefined): void {
    const value = given(attribute(name))
    if (value === null) return
    const parts = value.split(',').map((part) => part.trim())
    const values = parts.map(valueOf)
    if (values.includes(undefined)) errors.push({ attribute: name, value, expected })
    else filters.push([name, [...new Set(values.filter((one) => one !== undefined))]])
  }
  const oneOf =
    (known: readonly string[]) =>
    (part: string): string | undefined =>
      known.find((one) => one === part.toLowerCase())
  const substanceIds = substances.map(({ id }) => id)

  read('substance', substanceIds.join(', '), oneOf(substanceIds))
  read('purpose', PURPOSES.join(', '), oneOf(PURPOSES))
  read('status', STATUS_GROUPS.join(', '), oneOf(STATUS_GROUPS))
  read('country', text.countryForm, (part) => {
    const code = part.toUpperCase()
    // A code without a name is none.
    return /^[A-Z]{2}$/.test(code) && formats.country(code) !== code ? code : undefined
  })
  const wanted = given(attribute('limit'))
  const limit = wanted === null ? DEFAULT_LIMIT : /^\d{1,3}$/.test(wanted) ? Number(wanted) : 0
  if (limit < 1 || limit > MOST)
    errors.push({ attribute: 'limit', value: wanted ?? '', expected: text.limitForm(formats.number(MOST)) })
  return { ...settings, errors, filters, limit }
}

/** An empty attribute is the same as none: `country=""` comes out of many a page builder. */
function given(value: string | null): string | null {
  const text = value?.trim() ?? ''
  return text === '' ? null : text
}

function langOf(tag: string | null): Lang | null {
  return LANGS.find((one) => one === tag?.split('-')[0]?.toLowerCase()) ?? null
}
