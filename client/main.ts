import { start } from './pages/start.ts'

const app = document.getElementById('app')
if (app !== null) await start(app)
