"use strict";
/** How the toy's client and server speak: one question, one answer, a connection. Away with it when yours take their places. */
const fs = require("fs");
const net = require("net");
const path = require("path");
const { Fail } = require("./ordeal.js");

/** The client's side. A Fail only where nothing was sent: of all else nobody knows whether it was done. */
function ask(address, ...question) {
  const [host, port] = address.split(":");
  return new Promise((resolve, reject) => {
    let answer = "";
    let sent = false;
    const connection = net.connect({ host, port: Number(port) }, () => {
      sent = true;
      connection.write(question.join(" ") + "\n");
    });
    connection.setTimeout(1000, () => connection.destroy(new Error("no answer within a second")));
    connection.on("data", (data) => (answer += data));
    connection.on("error", (error) => reject(sent ? error : new Fail("nothing was sent: " + error.message)));
    connection.on("end", () =>
      answer.endsWith("\n")
        ? resolve(answer.trim())
        : reject(new Error("the server closed the connection without an answer"))
    );
  });
}

const file = () => path.join(process.argv[4], "state.json");

/** What was saved before the server was killed. */
function load(otherwise) {
  return fs.existsSync(file()) ? JSON.parse(fs.readFileSync(file(), "utf8")) : otherwise;
}

/** On disk before it is answered: else a kill would lose it. */
function save(state) {
  const next = fs.openSync(file() + ".next", "w");
  fs.writeSync(next, JSON.stringify(state));
  fs.fsyncSync(next);
  fs.closeSync(next);
  fs.renameSync(file() + ".next", file());
}

/** The server's side, on the host and port of its first two arguments; its folder is the third. */
function serve(answer) {
  net
    .createServer((connection) => {
      let question = "";
      connection.on("error", () => {}); // whoever asked is gone
      connection.on("data", async (data) => {
        question += data;
        if (question.endsWith("\n")) {
          connection.end((await answer(...question.trim().split(" "))) + "\n");
        }
      });
    })
    .listen(Number(process.argv[3]), process.argv[2]);
}

module.exports = { ask, load, save, serve };
