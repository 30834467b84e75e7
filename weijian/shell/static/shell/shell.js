// The frame's own behaviour: drafts kept in the browser, the drawer, confirmations, a lost line. No page needs more.
(() => {
  const DAY = 86400000, PREFIX = "weijian-draft:";
  const keys = () => Object.keys(localStorage).filter((k) => k.startsWith(PREFIX));
  const forgetAll = () => keys().forEach((k) => localStorage.removeItem(k));
  const drop = (key) => localStorage.removeItem(key);

  function fieldsOf(form) {
    return [...form.elements].filter((e) => e.name && !["password", "file", "hidden", "submit", "button"].includes(e.type));
  }
  // What stood in the form when the page came: a draft is laid over that only, never over what somebody wrote meanwhile.
  const ticked = (e) => (e.type === "checkbox" || e.type === "radio" ? e.checked : null);
  const came = new WeakMap();
  function keep(form, key) {
    const values = fieldsOf(form).map((e) => [e.name, e.value, ticked(e), came.get(e)]);
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
    const note = form.querySelector(".draft-note");
    if (note) note.hidden = false;
  }
  function restore(form, key) {
    const kept = JSON.parse(localStorage.getItem(key) || "null");
    if (!kept || Date.now() - kept.at > DAY) return drop(key);
    for (const [name, value, checked, before] of kept.values) {
      for (const e of fieldsOf(form).filter((one) => one.name === name && (checked === null || one.value === value))) {
        if (came.get(e) !== before) continue;
        if (checked === null) e.value = value; else e.checked = checked;
      }
    }
    const note = form.querySelector(".draft-note");
    if (note) note.hidden = false;
  }
  function draft(form) {
    const key = PREFIX + form.dataset.draft;
    for (const e of fieldsOf(form)) came.set(e, ticked(e) ?? e.value);
    restore(form, key);
    form.addEventListener("input", () => keep(form, key));
    form.querySelectorAll("[data-drop-draft]").forEach((e) => e.addEventListener("click", () => drop(key)));
  }
  // On a phone a list's rows are cards: each cell says its own heading.
  function label(table) {
    const titles = [...table.querySelectorAll("thead th")].map((th) => th.textContent.trim());
    table.querySelectorAll("tbody tr").forEach((row) => [...row.cells].forEach((cell, i) => { if (i) cell.dataset.label = titles[i] || ""; }));
    table.classList.add("stack");
  }
  // What was shown in full is covered again after a minute.
  const cover = (e) => setTimeout(() => e.replaceChildren("****"), e.dataset.seconds * 1000);
  // One box ticks all of a name; without this script it is not shown.
  function checkAll(box) {
    box.closest("label").hidden = false;
    box.addEventListener("change", () => {
      document.querySelectorAll(`input[type=checkbox][name="${box.dataset.check}"]`).forEach((one) => { one.checked = box.checked; });
    });
  }
  function settle(root) {
    root.querySelectorAll("[data-check]").forEach(checkAll);
    root.querySelectorAll(".revealed[data-seconds]").forEach(cover);
    root.querySelectorAll("table.list").forEach(label);
    root.querySelectorAll("form[data-draft]").forEach(draft);
    root.querySelectorAll("[data-focus]").forEach((e) => e.closest("[data-still]") || e.focus());
  }
  // A draft that was sent is done with, unless the answer is a refusal or the form itself, reloaded or gone back to.
  function settleSent() {
    const sent = sessionStorage.getItem("weijian-sent");
    if (!sent) return;
    sessionStorage.removeItem("weijian-sent");
    const form = document.querySelector(`form[data-draft="${CSS.escape(sent.slice(PREFIX.length))}"]`);
    const again = form && performance.getEntriesByType("navigation")[0]?.type !== "navigate";
    if (!again && !document.querySelector(".alert-refusal")) drop(sent);
  }
  document.addEventListener("DOMContentLoaded", () => {
    settleSent();
    keys().forEach((k) => { if (Date.now() - (JSON.parse(localStorage.getItem(k) || "{}").at || 0) > DAY) drop(k); });
    settle(document);
  });
  // Before the form's own listeners: without a line nothing is sent, and what was typed stays where it is.
  // A form that knows what to do without a line (data-offline) is left to do it.
  document.addEventListener("submit", (event) => {
    if (!navigator.onLine && !event.target.closest("[data-offline]")) { event.preventDefault(); event.stopPropagation(); lost(); }
  }, true);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) event.preventDefault();
    if (event.defaultPrevented) return;
    if (form.dataset.draft) sessionStorage.setItem("weijian-sent", PREFIX + form.dataset.draft);
    if ("forget" in form.dataset) forgetAll();
  });
  document.addEventListener("click", async (event) => {
    document.querySelectorAll("details.menu[open]").forEach((d) => { if (!d.contains(event.target)) d.open = false; });
    const link = event.target.closest("a[data-drawer]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href, { headers: { "X-Drawer": "1" }, credentials: "same-origin" });
      if (answer.redirected) { location.href = answer.url; return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const drawer = document.getElementById("drawer");
      drawer.querySelector(".offcanvas-title").textContent = page.querySelector("h1")?.textContent || "";
      page.querySelectorAll(".page-head").forEach((e) => e.remove());
      page.querySelectorAll("[data-map]").forEach((e) => (e.closest("section") || e).remove());  // there is a map already, behind the drawer
      drawer.querySelector(".drawer-whole").href = link.href;
      drawer.querySelector(".offcanvas-body").replaceChildren(...(page.getElementById("content")?.childNodes || []));
      window.htmx?.process(drawer);
      drawer.addEventListener("hidden.bs.offcanvas", () => link.focus(), { once: true });
      (window.bootstrap || window.tabler).Offcanvas.getOrCreateInstance(drawer).show();
    } catch { lost(); }
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/INPUT|TEXTAREA|SELECT/.test(document.activeElement.tagName)) {
      const box = document.getElementById("search-box");
      if (box) { event.preventDefault(); box.focus(); }
    }
    if (event.key === "Escape") document.querySelectorAll("details.menu[open]").forEach((d) => { d.open = false; });
  });
  function lost() {
    const line = document.querySelector(".line-lost");
    if (!line) return;
    line.textContent = line.dataset.words;
    line.hidden = false;
    window.addEventListener("online", () => { line.hidden = true; }, { once: true });
    setTimeout(() => { line.hidden = true; }, 8000);
  }
  document.addEventListener("htmx:error", lost);
  window.addEventListener("offline", lost);
  document.addEventListener("htmx:after:swap", (event) => settle(event.target instanceof Element ? event.target : document));
})();
