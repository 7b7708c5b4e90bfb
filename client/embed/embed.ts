import * as z from 'zod/mini'
import { TrialListElement } from './trial-list.ts'
import { TrialStatementElement } from './trial-statement.ts'

/** `/embed.js`: the elements for other sites. Loaded twice, the first definition stays. */

// zod would otherwise try `new Function`, which the host's policy may refuse and report.
z.config({ jitless: true })

if (customElements.get('trial-list') === undefined) customElements.define('trial-list', TrialListElement)
if (customElements.get('trial-statement') === undefined) customElements.define('trial-statement', TrialStatementElement)
