const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Markup that is already safe to send. */
export class SafeHtml {
  readonly markup: string

  constructor(markup: string) {
    this.markup = markup
  }
}

type HtmlValue = string | number | SafeHtml | readonly SafeHtml[]

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c)
}

/** Template tag: every value is escaped unless it is SafeHtml. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): SafeHtml {
  let markup = strings[0] ?? ''
  values.forEach((value, index) => {
    markup += print(value) + (strings[index + 1] ?? '')
  })
  return new SafeHtml(markup)
}

function print(value: HtmlValue): string {
  if (value instanceof SafeHtml) return value.markup
  if (typeof value === 'object') return value.map((part) => part.markup).join('')
  return escapeHtml(String(value))
}
