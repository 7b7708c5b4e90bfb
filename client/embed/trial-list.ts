import { substances } from '../../shared/substances/index.ts'
import type { EmbedApi, ListReply } from '../api/embed-api.ts'
import { registryWords } from '../describe/registry-words.ts'
import { isAboutMood } from '../describe/trial-words.ts'
import { writeFragment } from '../state/url-state.ts'
import { readListSettings } from './attributes.ts'
import type { ListSettings } from './attributes.ts'
import { EmbedElement, homeAddress } from './embed-element.ts'
import type { EmbedLocale } from './embed-locale.ts'
import { node } from './make-node.ts'
import type { Content } from './make-node.ts'
import { trialItem } from './trial-item.ts'

/**
 * `<trial-list substance country status purpose lang theme limit>`: trials on any site, with the state of every register
 * and a link to the same list on the site that served it. No cookies, no third parties.
 */
export class TrialListElement extends EmbedElement<ListSettings> {
  static readonly observedAttributes = ['substance', 'country', 'status', 'purpose', 'lang', 'theme', 'limit']

  protected override read(attribute: (name: string) => string | null, pageLang: string | null): ListSettings {
    return readListSettings(attribute, pageLang)
  }

  protected override label({ filters, lang }: ListSettings, { text, formats }: EmbedLocale): string {
    const ids = valuesOf(filters, 'substance')
    const names = substances.filter(({ id }) => ids.includes(id)).map(({ name }) => name[lang])
    return text.listLabel(names.length === 0 ? text.allSubstances : formats.list(names))
  }

  protected override failure(
    settings: ListSettings,
    { text }: EmbedLocale,
  ): ReturnType<EmbedElement<ListSettings>['failure']> {
    return { text: text.failedList, link: text.seeList, href: listAddress(settings) }
  }

  protected override async draw(
    settings: ListSettings,
    locale: EmbedLocale,
    api: EmbedApi,
    signal: AbortSignal,
  ): Promise<Content> {
    const query = new URLSearchParams(settings.filters.map(([name, values]) => [name, values.join(',')]))
    query.set('limit', String(settings.limit))
    const reply = await api.list(query.toString(), signal)
    const { text, formats } = locale
    const rest = reply.total - reply.trials.length
    const countries = valuesOf(settings.filters, 'country')
    return [
      reply.total === 0 ? none(reply, locale) : counts(reply, locale),
      reply.registries.every(({ state }) => state === 'snapshot') ? node('p', { class: 'note' }, text.copies) : null,
      reply.trials.length === 0
        ? null
        : node('ol', { class: 'trials' }, ...reply.trials.map((trial) => trialItem(trial, countries, locale))),
      rest === 0
        ? null
        : node('p', {}, node('a', { href: listAddress(settings) }, text.more(rest, formats.number(rest)))),
      reply.hidden.role === 0
        ? null
        : node('p', { class: 'small quiet' }, text.hidden(reply.hidden.role, formats.number(reply.hidden.role))),
      reply.trials.some(isAboutMood) ? crisis(locale) : null,
      registers(reply, locale),
      sourceLine(listAddress(settings), oldest(reply), locale),
    ]
  }
}

function counts({ trials, total }: ListReply, { text, formats }: EmbedLocale): Content {
  const said =
    trials.length === total
      ? text.count(total, formats.number(total))
      : text.shownOf(formats.number(trials.length), formats.number(total))
  return node('p', {}, node('strong', {}, said))
}

/** "None" is said only when every register has answered in full; else what is missing is named. */
function none({ registries }: ListReply, { text, formats }: EmbedLocale): Content {
  const missing = registries.filter(({ state }) => state !== 'fresh' && state !== 'stale').map(({ name }) => name)
  if (missing.length === 0 && registries.length > 0) return node('p', {}, text.none)
  return node(
    'p',
    { class: 'note' },
    text.noneHeld,
    ' ',
    missing.length === 0 ? null : text.notAsked(formats.list(missing)),
  )
}

function registers({ registries }: ListReply, locale: EmbedLocale): Content {
  const items = registries.map((registry) => {
    const { text, trouble } = registryWords(registry, locale)
    return node('li', {}, `${registry.name}: ${text}`, trouble === null ? null : ` (${trouble})`)
  })
  return node('ul', { class: 'registers small quiet', 'aria-label': locale.text.registers }, ...items)
}

function crisis({ words, formats }: EmbedLocale): Content {
  const lines = words.crisis.lines.map(({ country, phone, name }) =>
    node(
      'li',
      {},
      `${formats.country(country)}: `,
      node('a', { href: `tel:${phone.replace(/\D/g, '')}` }, phone),
      ` (${name})`,
    ),
  )
  return node('div', { class: 'small' }, node('p', {}, words.crisis.title), node('ul', {}, ...lines))
}

/** Where it comes from, as of when, and what it is not. `asOf`: ISO date or time; null: not known. */
export function sourceLine(href: string, asOf: string | null, { text, formats }: EmbedLocale): Content {
  const when = asOf === null ? text.asOfUnknown : text.asOf(formats.date(asOf))
  return node('p', { class: 'small' }, node('a', { href }, text.source), `, ${when}. `, text.notAdvice)
}

/** The oldest of what the registers' answers and copies are as of: the list is no newer than that. */
function oldest({ registries }: ListReply): string | null {
  return registries.flatMap(({ fetchedAt }) => fetchedAt ?? []).sort()[0] ?? null
}

function listAddress({ filters, lang }: ListSettings): string {
  const fragment = writeFragment(filters.flatMap(([name, values]) => values.map((value) => [name, value] as const)))
  return `${homeAddress('', lang)}${fragment === '' ? '' : `#${fragment}`}`
}

function valuesOf(filters: ListSettings['filters'], name: string): string[] {
  return filters.find(([one]) => one === name)?.[1] ?? []
}
