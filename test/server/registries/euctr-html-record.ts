/**
 * The HTML page of a country record as the text download would write it, so that recorded pages (the only recorded
 * records of some kinds) can go through the text parser. Cells: code, label, value; or label, value in the header.
 */
export function htmlRecordAsText(html: string, country: string): string {
  const body = html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
  const lines = ['Summary']
  let number = ''
  let isIndexPast = false
  for (const [, row = ''] of body.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)) {
    const cells = [...row.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => cellText(cell))
    const [first = '', second = '', third = ''] = cells
    if (/^[A-Z]\.\d/.test(first)) isIndexPast = true
    if (first === 'EudraCT Number:') number = second
    if (cells.length === 2 && /^[A-Z][^.]*:$/.test(first)) lines.push(`${first} ${second}`)
    else if (!isIndexPast) continue
    else if (cells.length >= 3) lines.push(`${first} ${second.replace(/\s+/g, ' ').replace(/:$/, '')}: ${third}`)
    else if (cells.length === 2 && first !== '') lines.push(`${first} ${second}`)
    else if (cells.length === 1) lines.push(first)
  }
  lines.splice(
    1 + lines.findIndex((line) => line.startsWith('EudraCT')),
    0,
    `Link: https://x/ctr-search/trial/${number}/${country}/`,
  )
  return `${lines.join('\n')}\n`
}

function cellText(cell: string): string {
  return cell
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&#13;/g, '\n')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}
