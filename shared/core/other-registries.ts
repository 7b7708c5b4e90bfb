import { plainSigns } from './plain-signs.ts'

/** Registries that we do not ask, whose numbers people come across: recognised, so that they can be looked up by hand. */
export interface OtherRegistry {
  id: string
  name: string
  /** Where a person looks the number up. */
  url: (id: string) => string
}

interface NumberForm extends OtherRegistry {
  /** One capture group per part that `canonical` puts together. */
  pattern: RegExp
  canonical: (parts: readonly string[]) => string
}

/** The WHO portal joins the national registers and has a page for each number. */
const ictrp = (id: string): string => `https://trialsearch.who.int/Trial2.aspx?TrialID=${encodeURIComponent(id)}`
const START = '(?<![\\p{L}\\p{N}])'
const END = '(?![\\p{L}\\p{N}])'
const form = (body: string): RegExp => new RegExp(`${START}${body}${END}`, 'giu')
const prefixed =
  (prefix: string) =>
  ([digits = '']: readonly string[]): string =>
    prefix + digits

const FORMS: readonly NumberForm[] = [
  {
    id: 'drks',
    name: 'Deutsches Register Klinischer Studien (DRKS)',
    pattern: form('DRKS[ -]?(\\d{8})'),
    canonical: prefixed('DRKS'),
    url: (id) => `https://drks.de/search/en/trial/${id}`,
  },
  {
    id: 'actrn',
    name: 'Australian New Zealand Clinical Trials Registry (ANZCTR)',
    pattern: form('ACTRN[ -]?(\\d{14})'),
    canonical: prefixed('ACTRN'),
    url: ictrp,
  },
  {
    id: 'chictr',
    name: 'Chinese Clinical Trial Registry (ChiCTR)',
    pattern: form('ChiCTR[ -]?((?:[A-Z]{3}-)?\\d{8,10})'),
    canonical: prefixed('ChiCTR'),
    url: ictrp,
  },
  {
    id: 'jrct',
    name: 'Japan Registry of Clinical Trials (jRCT)',
    pattern: form('jRCT(s?\\d{9,10})'),
    canonical: prefixed('jRCT'),
    url: (id) => `https://jrct.mhlw.go.jp/en-latest-detail/${id}`,
  },
  {
    id: 'umin',
    name: 'UMIN Clinical Trials Registry (Japan)',
    pattern: form('UMIN(\\d{9})'),
    canonical: prefixed('UMIN'),
    url: ictrp,
  },
  {
    id: 'ctri',
    name: 'Clinical Trials Registry – India (CTRI)',
    pattern: form('CTRI/(\\d{4})/(\\d{2,3})/(\\d{6})'),
    canonical: (parts) => `CTRI/${parts.join('/')}`,
    url: ictrp,
  },
  {
    id: 'irct',
    name: 'Iranian Registry of Clinical Trials (IRCT)',
    pattern: form('IRCT(\\d{8,14}N\\d{1,3})'),
    canonical: prefixed('IRCT'),
    url: ictrp,
  },
  {
    id: 'pactr',
    name: 'Pan African Clinical Trials Registry (PACTR)',
    pattern: form('PACTR(\\d{15})'),
    canonical: prefixed('PACTR'),
    url: ictrp,
  },
  {
    id: 'omon',
    name: 'Onderzoek met mensen (NL-OMON)',
    pattern: form('NL-?OMON[ -]?(\\d{4,6})'),
    canonical: prefixed('NL-OMON'),
    url: ictrp,
  },
  {
    id: 'ntr',
    name: 'Nederlands Trial Register (NTR)',
    pattern: form('NTR[ -]?(\\d{3,5})'),
    canonical: prefixed('NTR'),
    url: ictrp,
  },
  {
    id: 'ccmo',
    name: 'CCMO (ABR, NL)',
    pattern: form('NL(\\d{5})\\.(\\d{3})\\.(\\d{2})'),
    canonical: (parts) => `NL${parts.join('.')}`,
    url: () => 'https://onderzoekmetmensen.nl/',
  },
]

export interface FoundOtherId {
  id: string
  registry: OtherRegistry
  raw: string
  /** Where `raw` starts in the text. */
  index: number
}

/** Numbers of registries that we do not ask, in order of appearance. Linear time. */
export function findOtherIds(text: string): FoundOtherId[] {
  const plain = plainSigns(text)
  return FORMS.flatMap(({ pattern, canonical, ...registry }) =>
    [...plain.text.matchAll(pattern)].map((match) => {
      const [whole, ...parts] = match
      const index = plain.starts[match.index] ?? 0
      const raw = text.slice(index, plain.ends[match.index + whole.length - 1] ?? index)
      return { id: canonical(parts), registry, raw, index }
    }),
  ).sort((a, b) => a.index - b.index)
}

/** Where a person looks up an ISRCTN number, which we recognise and do not ask for. */
export function isrctnUrl(id: string): string {
  return `https://www.isrctn.com/${id}`
}
