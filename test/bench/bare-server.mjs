// What Node can do at most: sends the bytes it is given, and nothing else. Its port goes to standard output.
import fs from 'node:fs'
import http from 'node:http'

const { headers, file } = JSON.parse(process.argv[2])
const bytes = fs.readFileSync(file)
const server = http.createServer((request, response) => {
  if (request.headers['if-none-match'] === undefined) {
    response.writeHead(200, { ...headers, 'Content-Length': bytes.length })
    response.end(bytes)
  } else {
    response.writeHead(304, { ETag: headers.ETag })
    response.end()
  }
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
