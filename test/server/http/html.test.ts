import { describe, expect, it } from 'vitest'
import { html, SafeHtml } from '../../../server/http/html.ts'
import { createPageRenderer } from '../../../server/http/page.ts'

describe('server-side HTML', () => {
  it('escapes every value that is not markup already', () => {
    const title = `<script>alert("1")</script> & 'more'`
    expect(html`<h1 title="${title}">${title}</h1>`.markup).toBe(
      '<h1 title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;">' +
        '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;</h1>',
    )
    const item = html`<li>${'<'}</li>`
    expect(
      html`<ul>
        ${[item, new SafeHtml('<li></li>')]}
      </ul>`.markup.replace(/\s/g, ''),
    ).toBe('<ul><li>&lt;</li><li></li></ul>')
  })

  it('refuses to start with a page that has lost a placeholder', () => {
    expect(() => createPageRenderer('<html lang="en"><!--head--><!--statement-->')).toThrow('<!--content-->')
  })

  it('does not read replacement patterns or placeholders out of a registry text', () => {
    const render = createPageRenderer('<html lang="en"><head><!--head--></head><!--statement--><!--content--></html>')
    const line = { en: "$& $1 $' <!--content-->", nl: 'x' }
    const page = render({
      lang: 'en',
      title: '$&',
      canonical: null,
      feedBase: '',
      content: new SafeHtml('THE-CONTENT'),
      // Only `line` is read by the shell.
      statement: { line } as never,
    })
    expect(page.split('THE-CONTENT').length).toBe(2)
    expect(page).toContain('$&amp; $1 $&#39; &lt;!--content--&gt;')
  })
})
