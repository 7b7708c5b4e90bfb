import type { EuctrFixture } from '../fixtures/euctr/euctr-fixture.ts'

/** Search page and summary download of the EUCTR double, after the recorded page of 2019 and its layout. */

export interface SearchPageFacts {
  query: string
  total: number
  page: number
  pageSize: number
  trials: readonly EuctrFixture[]
}

export function printSearchPage({ query, total, page, pageSize, trials }: SearchPageFacts): string {
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const shown = escape(query)
  return `<!DOCTYPE html>
<html><head><title>Clinical Trials register - Search for ${shown}</title></head><body>
<table id="advancedSearch"><tr><td><span class="label">Advanced Search:</span></td></tr></table>
<div id="tabs" class="container_12">
  <ul>
    <li><a href="#tabs-1">
                Trials with a EudraCT protocol (${withCommas(total)})
    </a></li>
    <li><a href="#tabs-2">Paediatric studies in scope of Art45 of the Paediatric Regulation (0)</a></li>
  </ul>
  <div id="tabs-1">
    <div class="outcome grid_12">
        ${withCommas(total)} result(s) found for: ${shown}.
        Displaying page ${page} of ${pages}.
    </div>
    ${pager(page, pages)}
    <div class="results grid_8plus">
${trials.map(resultTable).join('\n')}
    </div>
    ${pager(page, pages)}
  </div>
</div>
</body></html>
`
}

/** Two class attributes and a next link without the query: both seen on the real page or reported of it. */
function pager(page: number, pages: number): string {
  const next = page < pages ? `<a href="/ctr-search/search?page=${page + 1}" accesskey="n">Next&raquo;</a>` : ''
  return `<div class="pager grid_8plus" class="margin-bottom: 6px;">${next}</div>`
}

function resultTable(trial: EuctrFixture): string {
  const { eudractNumber } = trial
  const name = trial.sponsor.name.length > 30 ? `${trial.sponsor.name.slice(0, 30)} [...]` : trial.sponsor.name
  return `<table class="result">
  <tr>
    <td><input type="checkbox" name="enchx" value="${eudractNumber}" style="display:none"/>
      <span class="label">EudraCT Number:</span> ${eudractNumber}
    </td>
    <td><span class="label">Sponsor Protocol Number:</span> ${escape(trial.sponsorCode)}</td>
    <td><span class="label">Start Date<span class="info-tip startdatetip">*</span>:</span> ${startDate(trial)}</td>
  </tr>
  <tr class="even"><td colspan="3"><span class="label">Sponsor Name:</span>${escape(name)}</td></tr>
  <tr><td colspan="3"><span class="label">Full Title:</span> ${escape(trial.title.slice(0, 200))}...</td></tr>
  <tr class="even"><td colspan="3"><span class="label">Medical condition:</span> ${escape(trial.condition)}</td></tr>
  <tr><td colspan="3">${trial.meddraTerms.map(meddraTable).join('')}</td></tr>
  <tr class="even"><td colspan="2"><span class="label">Population Age:</span> Adults</td><td><span class="label">Gender:</span> Male, Female</td></tr>
  <tr><td colspan="3"><span class="label">Trial protocol:</span>
    ${listedCountries(trial)
      .map(({ country, status }) => protocolLink(eudractNumber, country, status))
      .join('\n    ')}
  </td></tr>
  <tr class="even"><td colspan="3"><span class="label">Trial results:</span> ${results(trial)}</td></tr>
</table>`
}

function meddraTable(term: string): string {
  return `<table class="meddra"><tr><td class="label" rowspan="2">Disease:</td><td class="label">Version</td><td class="label">SOC Term</td><td class="label">Classification Code</td><td class="label">Term</td><td class="label">Level</td></tr><tr><td>20.0</td><td>100000004873</td><td>10012378</td><td>${escape(term)}</td><td>PT</td></tr></table>`
}

/** One line a country: the listing does not repeat a country that has two records. */
function listedCountries(trial: EuctrFixture): { country: string; status: string | null }[] {
  return [...new Map(trial.records.map(({ country, status }) => [country, { country, status }])).values()]
}

function protocolLink(eudractNumber: string, country: string, status: string | null): string {
  const link = `<a href="/ctr-search/trial/${eudractNumber}/${country}">${country === '3rd' ? 'Outside EU/EEA' : country}</a>`
  return status === null ? link : `${link}\n    <span class="status">(${escape(status)})</span>`
}

function results({ eudractNumber, results: state }: EuctrFixture): string {
  if (state === 'posted') return `<a href="/ctr-search/trial/${eudractNumber}/results">View results</a>`
  return state === 'removed' ? 'Removed from public view' : '<i>(No results available)</i>'
}

function startDate(trial: EuctrFixture): string {
  const dates = trial.records.map(({ authorityDate, firstEntered }) => authorityDate ?? firstEntered)
  return dates.sort()[0] ?? ''
}

/** Label, padding, value; CR LF and LF mixed; a blank line between trials. */
export function printSummary(trials: readonly EuctrFixture[]): string {
  return trials.map(summaryBlock).join('\n')
}

function summaryBlock(trial: EuctrFixture): string {
  const protocol = listedCountries(trial)
    .map(({ country, status }) =>
      country === '3rd' ? 'Outside EU/EEA' : `${country}${status === null ? '' : `(${status})`}`,
    )
    .join(' ')
  const lines: (readonly [string, string])[] = [
    ['EudraCT Number', trial.eudractNumber],
    ['Sponsor Protocol Number', trial.sponsorCode],
    ['Sponsor Name', trial.sponsor.name],
    ['Full Title', trial.title],
    ['Start Date', startDate(trial)],
    ['Medical condition', trial.condition],
    ...trial.meddraTerms.map(
      (term) => ['Disease', `Version: 20.0, Classification Code: 10012378, Term: ${term}, Level: PT`] as const,
    ),
    ['Population Age', 'Adults'],
    ['Gender', 'Male, Female'],
    ['Trial protocol', protocol],
    ['Link', `https://www.clinicaltrialsregister.eu/ctr-search/search?query=eudract_number:${trial.eudractNumber}`],
  ]
  return lines
    .map(([label, value], index) => `${`${label}:`.padEnd(25)}${value}${index % 2 === 0 ? '\r\n' : '\n'}`)
    .join('')
}

/** The count as the page shows it. */
export function searchCount(body: string): string {
  return /Trials with a EudraCT protocol \(([\d,]+)\)/.exec(body)?.[1] ?? ''
}

function withCommas(count: number): string {
  return count.toLocaleString('en-GB')
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
