import { apiDocsText } from '../../shared/text/api-docs-text.ts'
import type { ApiDocsText } from '../../shared/text/api-docs-text.ts'
import { html, SafeHtml } from '../http/html.ts'
import type { Lang } from '../http/page.ts'
import type { ApiDocument, DescribedCall, DescribedReply, JsonSchema } from './api-document.ts'
import { formInWords } from './form-words.ts'

/** The description of the API for people, drawn from the document alone; needs no script. */
export function apiDocsContent(document: ApiDocument, lang: Lang): SafeHtml {
  const text = apiDocsText[lang]
  const other = lang === 'nl' ? 'en' : 'nl'
  const calls = Object.entries(document.paths).map(([path, { get }]) => ({ path, call: get }))
  return html`<article>
    <p>
      <a href="/?lang=${lang}">${text.toTrials}</a> · <a href="/about?lang=${lang}">${text.toAbout}</a> ·
      <a href="/api/docs?lang=${other}" hreflang="${other}" lang="${other}">${text.otherLanguage}</a>
    </p>
    <h1>${text.title}</h1>
    <p class="lead">${text.lead}</p>
    <p><a href="/api/openapi.json">${text.asJson}</a>. ${lang === 'en' ? '' : text.inEnglish}</p>
    <div lang="en">${paragraphs(document.info.description ?? '')}</div>
    <h2>${text.calls}</h2>
    <ul>
      ${calls.map(
        ({ path, call }) =>
          html`<li>
            <a href="#${call.operationId}"><code>${path}</code></a
            >: <span lang="en">${call.summary}</span>
          </li>`,
      )}
    </ul>
    ${calls.map(({ path, call }) => callSection(path, call, text))}
    <h2>${text.schemas}</h2>
    <p>${text.schemasLead}</p>
    ${Object.entries(document.components.schemas).map(([name, schema]) => schemaSection(name, schema, text))}
  </article>`
}

function callSection(path: string, call: DescribedCall, text: ApiDocsText): SafeHtml {
  const sample = /`GET ([^`]+)`/.exec(call.description)?.[1]
  const { parameters } = call
  return html`<section>
    <h2 id="${call.operationId}"><code>GET ${path}</code></h2>
    <div lang="en">
      <p><strong>${call.summary}</strong></p>
      ${paragraphs(call.description)}
    </div>
    ${sample === undefined ? new SafeHtml('') : html`<p>${text.tryIt}: <a href="${sample}">${sample}</a></p>`}
    <h3>${text.parameters}</h3>
    ${
      parameters.length === 0
        ? html`<p>${text.noParameters}</p>`
        : table(
            text.parameters,
            text.parameterHead,
            parameters.map((one) => [
              html`<code>${one.name}</code>${one.required ? html` (${text.required})` : new SafeHtml('')}`,
              html`<span lang="en">${inline(one.description)}</span>`,
              html`<code
                >${one.name}=${Array.isArray(one.example) ? one.example.join(',') : String(one.example)}</code
              >`,
            ]),
          )
    }
    <h3>${text.answers}</h3>
    ${table(
      text.answers,
      text.answerHead,
      Object.entries(call.responses).map(([status, reply]) => [
        html`<code>${status}</code>`,
        html`<span lang="en">${inline(reply.description)}</span>${replyForm(reply)}`,
      ]),
    )}
    ${exampleOf(path, call, text)}
  </section>`
}

/** The content type of an answer and the schema of its body. */
function replyForm(reply: DescribedReply): SafeHtml {
  const [found] = Object.entries(reply.content ?? {})
  if (found === undefined) return new SafeHtml('')
  const [contentType, { schema }] = found
  return html` <code>${contentType}</code> ${schema === undefined ? new SafeHtml('') : form(schema)}`
}

function exampleOf(path: string, call: DescribedCall, text: ApiDocsText): SafeHtml {
  const example = Object.values(call.responses['200']?.content ?? {})[0]?.example
  if (example === undefined) return new SafeHtml('')
  const label = text.exampleOf(path)
  return html`<details>
    <summary>${label}</summary>
    <p>${text.shortened}</p>
    <div class="scroll-x" tabindex="0" role="group" aria-label="${label}">
      <pre lang="en"><code>${JSON.stringify(example, null, 2)}</code></pre>
    </div>
  </details>`
}

function schemaSection(name: string, schema: JsonSchema, text: ApiDocsText): SafeHtml {
  const fields = Object.entries(schema.properties ?? {})
  const required = new Set(schema.required ?? [])
  return html`<h3 id="schema-${name}"><code>${name}</code></h3>
    ${
      fields.length === 0
        ? html`<p>${form(schema)}</p>`
        : table(
            name,
            text.schemaHead,
            fields.map(([field, one]) => [
              html`<code>${field}</code>${required.has(field) ? new SafeHtml('') : html` (${text.optional})`}`,
              form(one),
              html`<span lang="en">${inline(one.description ?? '')}</span>`,
            ]),
          )
    }`
}

/** A form in words, with links to the schemas it names. */
function form(schema: JsonSchema): SafeHtml {
  const parts = formInWords(schema).split(/#(\w+)#/)
  const shown = parts.map((part, index) =>
    index % 2 === 1 ? html`<a href="#schema-${part}">${part}</a>` : html`${part}`,
  )
  return html`<span lang="en">${shown}</span>`
}

function table(label: string, head: readonly string[], rows: readonly (readonly SafeHtml[])[]): SafeHtml {
  return html`<div class="scroll-x" tabindex="0" role="group" aria-label="${label}">
    <table>
      <thead>
        <tr>
          ${head.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function paragraphs(text: string): SafeHtml {
  return html`${text.split('\n\n').map((part) => html`<p>${inline(part)}</p>`)}`
}

/** The one sign of Markdown that the descriptions use: code between backticks. */
function inline(text: string): SafeHtml {
  return html`${text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`
}
