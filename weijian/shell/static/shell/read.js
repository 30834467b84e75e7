// Deciding about the figures of a report by keyboard: j/k move, Enter/y confirm, e correct, n reject, u undo. Without it the forms do the same.
(() => {
  const said = () => document.getElementById("said");
  const cards = () => [...document.querySelectorAll(".candidate")];
  const cardOf = (id) => document.getElementById(`candidate-${id}`);
  const decided = [];  // keys of the figures decided here, the latest last
  let here = "";

  // Into sight inside its own pane; the page itself moves only where the pane does not scroll (a phone), and somebody moved.
  function within(pane, e, pageToo) {
    if (!pane || !e) return;
    if (pane.scrollHeight <= pane.clientHeight + 1) { if (pageToo && ready) e.scrollIntoView({ block: "nearest" }); return; }
    const box = pane.getBoundingClientRect(), one = e.getBoundingClientRect(), room = 12;
    if (one.top < box.top + room) pane.scrollTop -= box.top + room - one.top;
    else if (one.bottom > box.bottom - room) pane.scrollTop += Math.min(one.bottom - box.bottom + room, one.top - box.top - room);
  }
  let ready = false;
  function at(card, { focus = true, scroll = true } = {}) {
    document.querySelectorAll(".candidate.is-here, .mark.is-here").forEach((e) => e.classList.remove("is-here"));
    if (!card) return;
    here = card.dataset.candidate;
    card.classList.add("is-here");
    const mark = document.getElementById(`mark-${here}`);
    mark?.classList.add("is-here");
    if (scroll) {
      within(card.closest(".reading-found"), card, true);
      within(document.querySelector(".reading-text"), mark, false);
    }
    if (focus) card.focus({ preventScroll: true });
  }
  function move(by) {
    const all = cards(), i = all.findIndex((c) => c.dataset.candidate === here);
    at(all[Math.min(Math.max(i + by, 0), all.length - 1)]);
  }
  function nextWaiting(id) {
    const all = cards(), i = all.findIndex((c) => c.dataset.candidate === id);
    return [...all.slice(i + 1), ...all.slice(0, i)].find((c) => c.dataset.state === "waiting");
  }
  function press(card, deed) {
    const e = card?.querySelector(`[data-deed="${deed}"]`);
    if (!e) return false;
    (e.tagName === "FORM" ? e.querySelector("button") : e).click();
    return true;
  }
  function undo() {
    const card = cardOf(here);
    if (press(card, "undo")) return;
    const last = cardOf(decided.pop());
    if (last) { at(last); press(last, "undo"); }
  }
  const KEYS = {
    j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1), y: () => press(cardOf(here), "confirm"),
    e: () => press(cardOf(here), "correct"), n: () => press(cardOf(here), "reject"), u: undo,
  };
  document.addEventListener("keydown", (event) => {
    const on = document.activeElement, typing = /INPUT|TEXTAREA|SELECT/.test(on.tagName);
    if (event.ctrlKey || event.metaKey || event.altKey || !document.querySelector("[data-reading]")) return;
    if (event.key === "Escape" && on.closest(".candidate-editing")) { press(on.closest(".candidate"), "cancel"); return; }
    if (typing || document.querySelector(".offcanvas.show")) return;
    if (/^Arrow/.test(event.key) && on.closest(".reading-text")) return;  // the text is scrolled with them
    if (event.key === "Enter" ? on.classList.contains("candidate") && press(on, "confirm") : KEYS[event.key]) {
      event.preventDefault();
      KEYS[event.key]?.();
    }
  });
  // A figure in the text is clicked, or a card: there she is.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark");
    if (mark) { event.preventDefault(); at(cardOf(mark.id.slice("mark-".length))); return; }
    const card = event.target.closest(".candidate");
    if (card) at(card, { focus: !event.target.closest("a, button, input, select"), scroll: !!event.target.closest(".candidate-number") });
    if (event.target.closest("a.candidate-number")) event.preventDefault();
  });
  // What was sent from which card; the answer takes the card's place.
  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail, card = ctx.sourceElement?.closest?.(".candidate");
    if (!card) return;
    if (ctx.response.status === 409) window.htmx.ajax("GET", card.dataset.url, { target: `#${card.id}`, swap: "outerHTML" });
    else if (ctx.response.status < 400) said()?.replaceChildren();
    if (ctx.response.status < 400) answered.set(card.dataset.candidate, ctx.sourceElement.dataset.deed);
  });
  const answered = new Map();
  document.addEventListener("htmx:after:swap", () => {
    for (const [id, deed] of answered) {
      const card = cardOf(id), mark = document.getElementById(`mark-${id}`);
      answered.delete(id);
      if (!card) continue;
      if (mark && card.dataset.state !== "editing") mark.dataset.state = card.dataset.state;
      if (card.dataset.state === "editing") { at(card, { focus: false }); card.querySelector("input:not([type=hidden])")?.focus(); continue; }
      if (card.dataset.state === "waiting") { at(card); continue; }
      if (["confirm", "reject", "save"].includes(deed)) { decided.push(id); at(nextWaiting(id) || card); } else at(card);
    }
    // A card that came back because somebody else was first.
    for (const card of cards()) {
      const mark = document.getElementById(`mark-${card.dataset.candidate}`);
      if (mark && card.dataset.state !== "editing" && mark.dataset.state !== card.dataset.state) mark.dataset.state = card.dataset.state;
    }
    if (here && cardOf(here) && !document.querySelector(".candidate.is-here")) at(cardOf(here), { scroll: false });
  });
  document.addEventListener("DOMContentLoaded", () => {
    const named = location.hash.startsWith("#candidate-") && document.querySelector(location.hash);
    at(named || cards().find((c) => c.dataset.state === "waiting") || cards()[0], { focus: !!named || matchMedia("(min-width: 60rem)").matches });
    ready = true;
  });
})();
