/** An Atom 1.0 feed (RFC 4287) as data; text is plain and untrusted, addresses are ready for an attribute. */
export interface AtomFeed {
  id: string
  lang: string
  title: string
  subtitle: string
  author: { name: string; uri: string | null }
  selfUrl: string
  alternateUrl: string
  /** ISO time. */
  updated: string
  entries: readonly AtomEntry[]
}

export interface AtomEntry {
  id: string
  title: string
  /** ISO times. */
  updated: string
  published: string | null
  alternateUrl: string
  /** Official records of the registers. */
  relatedUrls: readonly string[]
  categories: readonly string[]
  /** Plain sentences, one a line. */
  summary: string
}

/** The document: UTF-8, every value escaped, and no character that XML 1.0 does not allow. */
export function printAtom(feed: AtomFeed): string {
  const { id, title, subtitle, author, updated, selfUrl, alternateUrl } = feed
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(feed.lang)}">`,
    `  <id>${xml(id)}</id>`,
    `  <title>${xml(title)}</title>`,
    `  <subtitle>${xml(subtitle)}</subtitle>`,
    `  <updated>${xml(updated)}</updated>`,
    `  <author><name>${xml(author.name)}</name>${author.uri === null ? '' : `<uri>${xml(author.uri)}</uri>`}</author>`,
    `  <link rel="self" type="application/atom+xml" href="${xml(selfUrl)}"/>`,
    `  <link rel="alternate" type="text/html" href="${xml(alternateUrl)}"/>`,
    ...feed.entries.map(printEntry),
    '</feed>',
    '',
  ].join('\n')
}

function printEntry({
  id,
  title,
  updated,
  published,
  alternateUrl,
  relatedUrls,
  categories,
  summary,
}: AtomEntry): string {
  return [
    '  <entry>',
    `    <id>${xml(id)}</id>`,
    `    <title>${xml(title)}</title>`,
    `    <updated>${xml(updated)}</updated>`,
    ...(published === null ? [] : [`    <published>${xml(published)}</published>`]),
    `    <link rel="alternate" type="text/html" href="${xml(alternateUrl)}"/>`,
    ...relatedUrls.map((url) => `    <link rel="related" href="${xml(url)}"/>`),
    ...categories.map((term) => `    <category term="${xml(term)}"/>`),
    `    <summary>${xml(summary)}</summary>`,
    '  </entry>',
  ].join('\n')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** What XML 1.0 lets nobody write, not even escaped: control characters, half a surrogate pair, two non-characters. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

function xml(text: string): string {
  return text.replace(NOT_XML, '\uFFFD').replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '')
}
