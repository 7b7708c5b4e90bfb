/** What someone chose to show on their own site; '' is "any". */
export interface EmbedChoice {
  what: 'list' | 'statement'
  substance: string
  country: string
  status: string
  lang: 'en' | 'nl'
  theme: 'auto' | 'light' | 'dark'
  limit: string
}

/** The attributes of the element, in order; only those that say something. */
function embedAttributes(choice: EmbedChoice): [name: string, value: string][] {
  const { what, substance, country, status, lang, theme, limit } = choice
  const list: [string, string][] = [
    ['substance', substance],
    ['country', country],
    ['status', status],
  ]
  const all: [string, string][] = [
    ...(what === 'list' ? list : []),
    ['lang', lang],
    ['theme', theme === 'auto' ? '' : theme],
    ['limit', what === 'list' ? limit.trim() : ''],
  ]
  return all.filter(([, value]) => value !== '')
}

/** HTML to paste: the module, and the element with a link inside it for who has no JavaScript. */
export function embedSnippet(choice: EmbedChoice, origin: string, linkText: string): string {
  const tag = choice.what === 'list' ? 'trial-list' : 'trial-statement'
  const attributes = embedAttributes(choice).map(([name, value]) => ` ${name}="${escaped(value)}"`)
  const href = `${origin}/${choice.what === 'list' ? '' : 'evidence'}?lang=${choice.lang}`
  return [
    `<script type="module" src="${origin}/embed.js"></script>`,
    `<${tag}${attributes.join('')}>`,
    `  <a href="${href}">${escaped(linkText)}</a>`,
    `</${tag}>`,
  ].join('\n')
}

/** What a content security policy of the other site has to allow. */
export function embedPolicy(origin: string): string {
  return `script-src ${origin}; connect-src ${origin}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
