import { start } from './pages/start.ts'

const app = document.getElementById('app')
// Not awaited here: the pages import from this file, and would wait for it while it waits for them.
if (app !== null) void start(app)
