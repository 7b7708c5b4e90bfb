import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { TrialReply } from '../../shared/api.ts'
import { substances } from '../../shared/substances/index.ts'
import type { TrialDetail } from '../../shared/trial.ts'
import { changeLine } from '../describe/change-words.ts'
import { ageWords, capital, enrollmentWords, fieldWords, phaseWords } from '../describe/trial-words.ts'
import { isolated } from '../../shared/text/isolated.ts'
import { fact } from '../elements/trial-card.ts'
import { followWords } from '../state/follow-words.ts'
import type { DetailLocale } from '../state/locale.ts'

/** The facts of a trial in one block. */
export function glance({ trial }: TrialReply, locale: DetailLocale): TemplateResult {
  const { words, formats } = locale
  const text = words.trial
  const phase = phaseWords(trial.phases, locale)
  const date = (value: string | null, kind: 'actual' | 'estimated' | 'authorised' | null): string => {
    if (value === null) return words.app.notStated
    return kind === null ? formats.date(value) : text.dateKind[kind](formats.date(value))
  }
  const yesNo = (value: boolean | null, yes: string, no: string): string =>
    value === null ? words.app.notStated : value ? yes : no
  const ids = [...new Set([trial.trialId, ...Object.values(trial.registryIds).flat(), ...trial.secondaryIds])]
  return html`<section class="trial__section trial__glance" aria-labelledby="trial-glance">
    <h2 id="trial-glance">${text.glance}</h2>
    <dl class="facts facts--wide">
      ${fact(words.filters.purpose, words.purpose[trial.purpose])}
      ${fact(words.card.phase, phase.hint === null ? phase.text : `${phase.text} (${phase.hint})`)}
      ${fact(words.enrollment.label, enrollmentWords(trial.enrollment, trial.statusGroup, locale).join('; '))}
      ${fact(words.card.ages, ages(trial, locale))} ${fact(text.start, date(trial.startDate, trial.startDateKind))}
      ${fact(text.completion, date(trial.completionDate, trial.completionDateKind))}
      ${fact(text.results, yesNo(trial.hasResults, text.hasResults, text.noResults))}
      ${fact(text.sponsor, html`<bdi>${trial.leadSponsor.name ?? words.app.notStated}</bdi>`)}
      ${trial.collaborators.length === 0 ? nothing : fact(text.collaborators, html`<bdi>${trial.collaborators.join(', ')}</bdi>`)}
      ${trial.whyStopped === null ? nothing : fact(text.whyStopped, html`“<bdi>${trial.whyStopped}</bdi>”`)}
      ${fact(text.ids, html`<bdi>${ids.join(', ')}</bdi>`)}
    </dl>
  </section>`
}

/** Ages in our words, with the register's own words under them. */
export function ages(trial: TrialDetail, locale: DetailLocale): TemplateResult {
  const inWords = ageWords(trial.ages, locale)
  const silent = trial.ages.admitsMinors === null && trial.ages.minimumYears === null && trial.ages.bands.length === 0
  if (silent) return html`${inWords}`
  return html`${inWords}<br /><span class="quiet">${locale.words.ages.stated(isolated(trial.ages.stated))}</span>`
}

/** Treatments and arms in the registry's own words. */
export function whatIsTested(trial: TrialDetail, { words }: DetailLocale): TemplateResult {
  const text = words.trial
  return html`<section class="trial__section" aria-labelledby="trial-tested">
    <h2 id="trial-tested">${text.whatIsTested}</h2>
    ${
      trial.officialTitle === null || trial.officialTitle === trial.title
        ? nothing
        : html`<p>
            <span class="quiet">${text.officialTitle}${words.app.colon}</span
            ><span lang=${trial.titleLang} dir="auto">${trial.officialTitle}</span>
          </p>`
    }
    ${
      trial.laySummary === null
        ? nothing
        : html`<h3>${text.summaryOfRegister}</h3>
            <div class="verbatim" lang=${trial.laySummary.lang ?? nothing} dir="auto">${trial.laySummary.text}</div>`
    }
    ${
      trial.interventionDetails.length === 0
        ? nothing
        : html`<h3>${text.interventionsTitle}</h3>
            <ul lang=${trial.titleLang}>
              ${trial.interventionDetails.map((one) => html`<li><strong dir="auto">${one.name}</strong>${one.description === null ? nothing : html`<br /><bdi>${one.description}</bdi>`}</li>`)}
            </ul>`
    }
    ${
      trial.arms.length === 0
        ? nothing
        : html`<h3>${text.arms}</h3>
            <ul lang=${trial.titleLang}>
              ${trial.arms.map((arm) => html`<li><strong dir="auto">${arm.label}</strong>${arm.description === null ? nothing : html`<br /><bdi>${arm.description}</bdi>`}</li>`)}
            </ul>`
    }
  </section>`
}

/** Official links, raw values, notes of copies, decisions, and the trial as a reference. */
export function recordsSection(
  reply: TrialReply,
  names: ReadonlyMap<string, string>,
  locale: DetailLocale,
): TemplateResult {
  const { words, formats } = locale
  const text = words.trial
  return html`<section class="trial__section" aria-labelledby="trial-records">
    <h2 id="trial-records">${text.records}</h2>
    <p>${text.recordsIntro}</p>
    ${reply.records.map((record) => {
      const name = names.get(record.registryId) ?? record.registryId
      const when = record.fetchedAt === null ? null : formats.date(record.fetchedAt)
      const copied = when === null ? text.copyUndated : text.copyOf(when)
      return html`<div class="record">
        <h3>${name} <span class="quiet">${record.recordId}</span></h3>
        <p>
          <a href=${record.url} rel="noopener">${text.officialRecord(name)}</a>
          <span class="quiet">(${record.from === 'snapshot' || when === null ? copied : text.askedOn(when)})</span>
        </p>
        <raw-values .values=${record.raw} .label=${text.rawValues(name, record.recordId)}></raw-values>
        ${record.copyNotes === null ? nothing : copyNotes(record.copyNotes, locale)}
      </div>`
    })}
    ${
      reply.trial.decisions.length === 0
        ? nothing
        : html`<h3>${text.decisions}</h3>
            <ul>
              ${reply.trial.decisions.map(({ country, decision, date }) => html`<li>${[country === null ? null : formats.country(country), isolated(decision), date === null ? null : formats.date(date)].filter((part) => part !== null).join(', ')}</li>`)}
            </ul>`
    }
    ${citeLinks(reply)}
  </section>`
}

type CopyNotesOf = NonNullable<TrialReply['records'][number]['copyNotes']>

function copyNotes(notes: CopyNotesOf, { words }: DetailLocale): TemplateResult {
  const text = words.trial
  return html`<details class="raw">
    <summary>${text.copyNotes}</summary>
    <ul>
      <li>${text.copySource(notes.source)}</li>
      ${notes.statedRole === null ? nothing : html`<li>${text.copyRole(words.substances.role[notes.statedRole])}</li>`}
      ${notes.idMention === null ? nothing : html`<li>${text.copyIdMention[notes.idMention]}${notes.idQuote === null ? nothing : html`: <q><bdi>${notes.idQuote}</bdi></q>`}</li>`}
      ${notes.guardianConsent === null ? nothing : html`<li>${text.copyGuardian[notes.guardianConsent]}</li>`}
      ${notes.note === null ? nothing : html`<li lang="en" dir="auto">${notes.note}</li>`}
    </ul>
  </details>`
}

/** What we saw the registers change of this trial, newest first, in sentences. */
export function historySection(
  { history }: TrialReply,
  names: ReadonlyMap<string, string>,
  locale: DetailLocale,
): TemplateResult {
  const text = locale.words.trial
  return html`<section class="trial__section" aria-labelledby="trial-history">
    <h2 id="trial-history">${text.history}</h2>
    ${
      history.length === 0
        ? html`<p>${text.noHistory}</p>`
        : html`<ul>
            ${[...history].reverse().map((change) => html`<li>${changeLine(change, names, locale)}</li>`)}
          </ul>`
    }
  </section>`
}

/** The trial as a reference and as data. */
function citeLinks({ trial }: TrialReply): TemplateResult {
  const { take } = followWords.words
  const address = `/api/trials/${encodeURIComponent(trial.trialId)}`
  return html`<p class="no-print">
    ${take.cite}:
    <a href="${address}.ris" download>${take.ris}</a>, <a href="${address}.bib" download>${take.bibtex}</a>,
    <a href=${address}>JSON</a>
  </p>`
}

/** Why the trial belongs here, and which rule gave it its purpose: derived values say how. */
export function whySection(trial: TrialDetail, locale: DetailLocale): TemplateResult {
  const { words, lang } = locale
  const text = words.trial
  const { rule, field, quote } = trial.purposeRule
  return html`<section class="trial__section" aria-labelledby="trial-why">
    <h2 id="trial-why">${text.why}</h2>
    <ul>
      ${trial.substanceEvidence.map((one) => {
        const name = substances.find((substance) => substance.id === one.substanceId)?.name[lang] ?? one.substanceId
        return html`<li>
          ${text.roleOf(capital(name), words.substances.role[one.role])}.
          ${text.found(isolated(one.quote), `${fieldWords(one.field, locale)} (${one.recordId})`)}
        </li>`
      })}
      <li>
        ${text.purposeRule(words.purpose[trial.purpose])}. <span class="quiet">${text.ruleFired(rule)}</span>
        ${quote === '' ? nothing : html`${text.found(isolated(quote), fieldWords(field, locale))}`}
      </li>
    </ul>
  </section>`
}
