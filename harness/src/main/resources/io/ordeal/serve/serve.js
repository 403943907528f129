"use strict";
// Fetches the page anew while it is looked at, and puts its sections in the place of those that are shown. What is being chosen,
// opened or scrolled stays as it is.
(() => {
  const seconds = Number(document.body.dataset.refresh);
  if (!seconds) return;
  const told = document.getElementById("refreshed");
  let shown = "";

  const keep = () => {
    const main = document.querySelector("main");
    const ticked = new Set([...main.querySelectorAll("input:checked")].map(box => box.value));
    const open = [...main.querySelectorAll("details")].map(each => each.open);
    const tail = document.getElementById("tail");
    const atEnd = !tail || tail.scrollTop + tail.clientHeight >= tail.scrollHeight - 4;
    const scrolled = tail ? tail.scrollTop : 0;
    return () => {
      const next = document.querySelector("main");
      next.querySelectorAll("input[type=checkbox]").forEach(box => { box.checked = ticked.has(box.value); });
      next.querySelectorAll("details").forEach((each, i) => { each.open = Boolean(open[i]); });
      const now = document.getElementById("tail");
      if (now) now.scrollTop = atEnd ? now.scrollHeight : scrolled;
    };
  };

  const busy = () => {
    const active = document.activeElement;
    return document.hidden || (active && active.matches("main select, main input:not([type=checkbox])"))
      || String(document.getSelection()).length > 0;
  };

  const refresh = async () => {
    if (busy()) return;
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const text = await answer.text();
      told.classList.remove("is-lost");
      told.textContent = "";
      if (answer.status === 404) told.textContent = "removed meanwhile";
      if (!answer.ok || text === shown || busy()) return;
      shown = text;
      const next = new DOMParser().parseFromString(text, "text/html");
      const restore = keep();
      document.querySelector("main").replaceWith(document.adoptNode(next.querySelector("main")));
      restore();
      if (!next.body.dataset.refresh) clearInterval(timer);
    } catch (lost) {
      told.textContent = "the server does not answer";
      told.classList.add("is-lost");
    }
  };

  const tail = document.getElementById("tail");
  if (tail) tail.scrollTop = tail.scrollHeight;
  const timer = setInterval(refresh, seconds * 1000);
})();
