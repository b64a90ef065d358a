// A WebSocket server as most people write it with Node's `ws`: a set of clients, one send for each.
//   node fan_out.js [CERT KEY]        prints its port
// Commands on its input, as of drivers/ceiling.cpp: "publish COUNT SIZE", "rate PER_SECOND COUNT SIZE".
'use strict';
const fs = require('fs');
const http = require('http');
const https = require('https');
const readline = require('readline');
const {WebSocketServer} = require(process.env.WS_MODULE || '/usr/share/nodejs/ws');

const [certificate, key] = process.argv.slice(2);
const server = certificate
    ? https.createServer({cert: fs.readFileSync(certificate), key: fs.readFileSync(key)})
    : http.createServer();
const sockets = new WebSocketServer({server, perMessageDeflate: false});
const clients = new Set();
sockets.on('connection', (socket) => {
  clients.add(socket);
  socket.on('close', () => clients.delete(socket));
  socket.on('error', () => clients.delete(socket));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));

const now = () => process.hrtime.bigint();  // the monotonic clock
const message = (size) => ('@@' + String(now()).padStart(19, '0')).padEnd(size, 'x');
const tell = (text) => {
  for (const client of clients) client.send(text);
};

const most_waiting = 8 << 20;  // bytes a client; more would only measure the garbage collector

function publish(count, size) {
  const start = now();
  const text = message(size);
  let done = 0;
  const some = () => {
    for (const client of clients)
      if (client.bufferedAmount > most_waiting) return setImmediate(some);
    for (let i = 0; i < 64 && done < count; ++i, ++done) tell(text);
    if (done < count) return setImmediate(some);
    console.log(`published ${start}`);
  };
  some();
}

function trickle(per_second, count, size) {
  const start = now();
  let done = 0;
  const timer = setInterval(() => {
    const due = Math.min(count, Number((now() - start) * BigInt(per_second) / 1000000000n));
    for (; done < due; ++done) tell(message(size));
    if (done < count) return;
    clearInterval(timer);
    console.log('published 0');
  }, 1);
}

readline.createInterface({input: process.stdin}).on('line', (line) => {
  const [verb, ...numbers] = line.split(' ');
  if (verb === 'publish') publish(...numbers.map(Number));
  if (verb === 'rate') trickle(...numbers.map(Number));
}).on('close', () => process.exit(0));
