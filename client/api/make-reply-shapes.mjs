// `npm run shapes`: writes down, as plain data, what each answer of the server has to look like. The schemas in
// `shared/` stay the only place where that is decided; `test/client/reply-shapes.test.ts` fails when they differ.
import fs from 'node:fs'
import { replies } from './replies.ts'
import { shapeOf } from './shape-of.ts'

const shapes = Object.fromEntries(Object.entries(replies).map(([name, schema]) => [name, shapeOf(schema)]))
fs.writeFileSync(new URL('reply-shapes.json', import.meta.url), `${JSON.stringify(shapes)}\n`)
