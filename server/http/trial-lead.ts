import { enDetail } from '../../shared/text/en-detail.ts'
import type { DetailMessages } from '../../shared/text/messages.ts'
import { nlDetail } from '../../shared/text/nl-detail.ts'
import { plainNumber } from '../../shared/text/plain-date.ts'
import { trialLead } from '../../shared/text/trial-lead.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import type { Lang } from './page.ts'

/** Words of the client's pages that the HTML has too. */
export const detailWords: Record<Lang, DetailMessages> = { en: enDetail, nl: nlDetail }

const TAG: Record<Lang, string> = { en: 'en-GB', nl: 'nl-NL' }
const formats = new Map<Lang, Formats>()
type Formats = Parameters<typeof trialLead>[1]['formats']

/** The first sentences on a trial in one language, as the client says them. */
export function leadText(trial: TrialSummary, lang: Lang): string {
  const held = formats.get(lang) ?? leadFormats(lang)
  formats.set(lang, held)
  return trialLead(trial, { lang, words: detailWords[lang], formats: held }).join(' ')
}

/** Made when first asked for: loading the names of countries would hold up the start of the server. */
function leadFormats(lang: Lang): Formats {
  const list = new Intl.ListFormat(TAG[lang], { type: 'conjunction' })
  const regions = new Intl.DisplayNames([TAG[lang]], { type: 'region', fallback: 'code' })
  return {
    number: (value) => plainNumber(value, lang),
    list: (items) => list.format(items),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code),
  }
}
