import type { EmbedApi } from '../api/embed-api.ts'
import { readSettings } from './attributes.ts'
import type { EmbedSettings } from './attributes.ts'
import { EmbedElement, homeAddress } from './embed-element.ts'
import type { EmbedLocale } from './embed-locale.ts'
import { node } from './make-node.ts'
import type { Content } from './make-node.ts'
import { sourceLine } from './trial-list.ts'

/**
 * `<trial-statement lang theme>`: the statement on paediatric trials in intellectual disability, word for word, with a
 * link to that version and its evidence.
 */
export class TrialStatementElement extends EmbedElement<EmbedSettings> {
  static readonly observedAttributes = ['lang', 'theme']

  protected override read(attribute: (name: string) => string | null, pageLang: string | null): EmbedSettings {
    return readSettings(attribute, pageLang)
  }

  protected override label(_settings: EmbedSettings, { text }: EmbedLocale): string {
    return text.statementLabel
  }

  protected override failure(
    { lang }: EmbedSettings,
    { text }: EmbedLocale,
  ): ReturnType<EmbedElement<EmbedSettings>['failure']> {
    return { text: text.failedStatement, link: text.seeStatement, href: homeAddress('evidence', lang) }
  }

  protected override async draw(
    { lang }: EmbedSettings,
    locale: EmbedLocale,
    api: EmbedApi,
    signal: AbortSignal,
  ): Promise<Content> {
    const { text: said, version, asOf } = await api.statement(signal)
    const href = homeAddress('evidence', lang, { version })
    return [
      node('blockquote', { cite: href }, node('p', {}, said[lang])),
      node('p', {}, node('a', { href }, locale.text.version(version))),
      sourceLine(homeAddress('', lang), asOf, locale),
    ]
  }
}
