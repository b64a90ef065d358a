// SCIMMY's users in memory, behind a bearer token. Prints "port N"; ends when its standard input ends.
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";

const users = new Map();
let last = 0;

SCIMMY.Resources.declare(SCIMMY.Resources.User)
  .ingress((resource, data) => {
    const taken = [...users.values()].some(
      (user) => user.userName.toLowerCase() === data.userName?.toLowerCase() && user.id !== resource.id);
    if (taken) throw new SCIMMY.Types.Error(409, "uniqueness", "userName is taken");
    const id = resource.id ?? String(++last);
    if (resource.id && !users.has(id)) throw new SCIMMY.Types.Error(404, null, "no such user");
    const { password, ...kept } = data;
    users.set(id, { ...kept, id });
    return users.get(id);
  })
  .egress((resource) => {
    if (!resource.id) return [...users.values()];
    if (!users.has(resource.id)) throw new SCIMMY.Types.Error(404, null, "no such user");
    return users.get(resource.id);
  })
  .degress((resource) => { users.delete(resource.id); });

const app = express();
app.use("/scim/v2", new SCIMMYRouters({
  type: "bearer",
  handler: (request) => {
    if (request.header("Authorization") !== "Bearer kunci") throw new Error("no such token");
    return "siaga";
  },
}));
const server = app.listen(0, "127.0.0.1", () => console.log("port " + server.address().port));
process.stdin.on("end", () => process.exit(0)).resume();
