const ordeal = require("./ordeal.js");

ordeal.serve((run) => {
  const ask = async (what, lock) => {
    const url = `http://${run.address(run.home, "http")}/${what}/${lock}/${run.process}`;
    const answer = await fetch(url, { method: "POST", signal: AbortSignal.timeout(run.timeoutMillis / 2) });
    return (await answer.text()) === "yes";
  };
  let held;
  return {
    async acquire(lock) {
      if (!(await ask("acquire", lock))) throw new ordeal.Fail("not granted");
      held = lock;
    },
    async release(lock) {
      const mine = held === lock;
      held = undefined;
      if (!(await ask("release", lock))) throw mine ? new Error("it was lost") : new ordeal.Fail("not the holder");
    },
  };
});
