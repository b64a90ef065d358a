// SCIMMY's users in memory, behind a bearer token. Prints "port N". A line on its standard input is its mood from here
// on and is answered by "mood …": good; unchanged (says 200 and changes nothing); refuse, or refuse ID (403 to changes);
// hold (changes wait for the next mood). "token WORD" is answered by the same: only that token is let in from here on.
// Ends when its standard input ends.
import { createInterface } from "node:readline";
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";

const users = new Map();
let last = 0;
let mood = "good";
let token = "kunci";
let held = [];

SCIMMY.Resources.declare(SCIMMY.Resources.User)
  .ingress((resource, data) => {
    const taken = [...users.values()].some(
      (user) => user.userName.toLowerCase() === data.userName?.toLowerCase() && user.id !== resource.id);
    if (taken) throw new SCIMMY.Types.Error(409, "uniqueness", "userName is taken");
    const id = resource.id ?? String(++last);
    if (resource.id && !users.has(id)) throw new SCIMMY.Types.Error(404, null, "no such user");
    const { password, ...kept } = data;
    if (mood === "unchanged") return { ...kept, id };
    users.set(id, { ...kept, id });
    return users.get(id);
  })
  .egress((resource) => {
    if (!resource.id) return [...users.values()];
    if (!users.has(resource.id)) throw new SCIMMY.Types.Error(404, null, "no such user");
    return users.get(resource.id);
  })
  .degress((resource) => { users.delete(resource.id); });

function pass(request, response, next) {
  if (mood === "hold") return held.push(() => pass(request, response, next));
  const refused = mood === "refuse" || mood === "refuse " + request.path.split("/").pop();
  return refused ? response.status(403).type("application/scim+json").send("{}") : next();
}

const app = express();
app.use((request, response, next) => (request.method === "GET" ? next() : pass(request, response, next)));
app.use("/scim/v2", new SCIMMYRouters({
  type: "bearer",
  handler: (request) => {
    if (request.header("Authorization") !== "Bearer " + token) throw new Error("no such token");
    return "siaga";
  },
}));
const server = app.listen(0, "127.0.0.1", () => console.log("port " + server.address().port));
createInterface({ input: process.stdin })
  .on("line", (line) => {
    if (line.startsWith("token ")) {
      token = line.slice("token ".length);
      return console.log(line);
    }
    mood = line;
    console.log("mood " + mood);
    const waiting = held;
    held = [];
    for (const go of waiting) go();
  })
  .on("close", () => process.exit(0));
