// A server of `ws` that waits to be judged by: prints its port, says goodbye as `ws` does.
const { WebSocketServer } = require("ws");

const server = new WebSocketServer({ port: 0, host: "127.0.0.1", maxPayload: 65536, perMessageDeflate: false });
server.on("connection", (socket) => socket.on("error", () => {}));
server.on("listening", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit(0)).resume();
