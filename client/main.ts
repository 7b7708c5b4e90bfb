import * as z from 'zod/mini'
import { start } from './pages/start.ts'

// zod would otherwise try `new Function`, which the page's Trusted Types policy refuses.
z.config({ jitless: true })

const app = document.getElementById('app')
if (app !== null) await start(app)
