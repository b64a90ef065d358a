// The peer of the console: a page fed by Node's `ws`. It keeps alarms in memory only, and speaks without TLS: less work
// than the hub has to do.
//   node board.js ROWS       prints its port; ROWS calm rows are there from the beginning
// POST /raise {…} and POST /close {"id"} are told to the page; POST answers 201.
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const {WebSocketServer} = require(process.env.WS_MODULE || '/usr/share/nodejs/ws');

const page = fs.readFileSync(path.join(__dirname, 'board.html'));
const rows = new Map();
for (let i = 0; i < Number(process.argv[2] || 0); ++i) {
  const id = `calm-${i}`;
  rows.set(id, {id, name: `Petugas ${i}`, place: 'Halte Tugu Muda · 57 m', when: '0:07', calm: i >= Number(process.argv[3] || 0)});
}

const server = http.createServer((request, response) => {
  if (request.method === 'POST') {
    let text = '';
    request.on('data', (piece) => text += piece);
    request.on('end', () => {
      const alarm = JSON.parse(text);
      if (request.url === '/raise') {
        rows.set(alarm.id, alarm);
        tell({raised: alarm});
      } else {
        rows.delete(alarm.id);
        tell({closed: alarm.id});
      }
      response.writeHead(201, {'Content-Length': 2}).end('{}');
    });
    return;
  }
  if (request.url === '/snapshot') return response.end(JSON.stringify([...rows.values()]));
  response.setHeader('Content-Type', 'text/html');
  response.end(page);
});
server.keepAliveTimeout = 600000;
const sockets = new WebSocketServer({server, path: '/feed', perMessageDeflate: false});
const tell = (what) => {
  const text = JSON.stringify(what);
  for (const client of sockets.clients) client.send(text);
};
setInterval(() => tell({heartbeat: new Date().toISOString()}), 1000);
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
