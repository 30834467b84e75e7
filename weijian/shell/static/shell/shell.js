// The frame's own behaviour: drafts kept in the browser, the drawer, confirmations, a lost line. No page needs more.
(() => {
  const DAY = 86400000, PREFIX = "weijian-draft:";
  const keys = () => Object.keys(localStorage).filter((k) => k.startsWith(PREFIX));
  const forgetAll = () => keys().forEach((k) => localStorage.removeItem(k));
  const drop = (key) => localStorage.removeItem(key);

  function fieldsOf(form) {
    return [...form.elements].filter((e) => e.name && !["password", "file", "hidden", "submit", "button"].includes(e.type));
  }
  function keep(form, key) {
    const values = fieldsOf(form).map((e) => [e.name, e.value, e.type === "checkbox" || e.type === "radio" ? e.checked : null]);
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
    const note = form.querySelector(".draft-note");
    if (note) note.hidden = false;
  }
  function restore(form, key) {
    const kept = JSON.parse(localStorage.getItem(key) || "null");
    if (!kept || Date.now() - kept.at > DAY) return drop(key);
    for (const [name, value, checked] of kept.values) {
      const found = fieldsOf(form).filter((e) => e.name === name);
      for (const e of found) {
        if (checked === null) { if (!e.value) e.value = value; } else if (e.value === value) e.checked = checked;
      }
    }
    const note = form.querySelector(".draft-note");
    if (note) note.hidden = false;
  }
  function draft(form) {
    const key = PREFIX + form.dataset.draft;
    const sent = sessionStorage.getItem("weijian-sent");
    if (sent === key && !form.querySelector(".alert-refusal")) { drop(key); sessionStorage.removeItem("weijian-sent"); }
    restore(form, key);
    form.addEventListener("input", () => keep(form, key));
    form.addEventListener("submit", () => sessionStorage.setItem("weijian-sent", key));
  }
  // On a phone a list's rows are cards: each cell says its own heading.
  function label(table) {
    const titles = [...table.querySelectorAll("thead th")].map((th) => th.textContent.trim());
    table.querySelectorAll("tbody tr").forEach((row) => [...row.cells].forEach((cell, i) => { if (i) cell.dataset.label = titles[i] || ""; }));
    table.classList.add("stack");
  }
  function settle(root) {
    root.querySelectorAll("table.list").forEach(label);
    root.querySelectorAll("form[data-draft]").forEach(draft);
    root.querySelectorAll("[data-focus]").forEach((e) => e.focus());
  }
  // A draft whose form was sent and answered by another page is done with.
  document.addEventListener("DOMContentLoaded", () => {
    const sent = sessionStorage.getItem("weijian-sent");
    const refused = document.querySelector(".alert-refusal");
    if (sent && !refused && !document.querySelector(`form[data-draft="${CSS.escape(sent.slice(PREFIX.length))}"]`)) { drop(sent); sessionStorage.removeItem("weijian-sent"); }
    keys().forEach((k) => { if (Date.now() - (JSON.parse(localStorage.getItem(k) || "{}").at || 0) > DAY) drop(k); });
    settle(document);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) event.preventDefault();
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
      drawer.querySelector(".offcanvas-body").replaceChildren(...(page.getElementById("content")?.childNodes || []));
      window.htmx?.process(drawer);
      (window.bootstrap || window.tabler).Offcanvas.getOrCreateInstance(drawer).show();
    } catch { lost(); }
  });
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
