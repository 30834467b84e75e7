// A window's scanner. With a line a code is verified at once; without one the card is "unverified": the scan waits in this tab
// with its moment and is sent when the line is back. Whether it is still good then is the server's to say.
(() => {
  const box = document.querySelector("[data-scan]");
  if (!box) return;
  const KEY = `weijian-scans:${box.dataset.scan}`;
  const form = box.querySelector("form"), rows = box.querySelector("[data-scans] tbody");
  const kept = () => JSON.parse(sessionStorage.getItem(KEY) || "[]");
  const keep = (scans) => sessionStorage.setItem(KEY, JSON.stringify(scans));
  const forget = (scan) => keep(kept().filter((other) => other.at !== scan.at));
  const asked = new Set();  // moments of scans that are on their way

  // What came of it: the answer in JSON, or null while there is no line (or nobody is signed in any more).
  async function ask(scan, late) {
    const said = { code: scan.code, terminal: scan.terminal, ...(late ? { scanned_at: scan.at } : {}) };
    try {
      const answer = await fetch(location.pathname, {
        method: "POST", credentials: "same-origin", body: new URLSearchParams(said),
        headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      });
      return answer.ok || answer.status === 422 ? await answer.json() : null;
    } catch { return null; }
  }
  function show(scan, answer) {
    let row = rows.querySelector(`[data-at="${scan.at}"]`);
    if (!row) {
      row = rows.insertRow(0);
      row.dataset.at = scan.at;
      for (let i = 0; i < 4; i += 1) row.insertCell();
    }
    const state = answer ? answer.label || box.dataset.refused : box.dataset.unverified;
    const detail = answer ? (answer.sentence ? `${answer.sentence}${answer.sentence.endsWith("。") ? "" : " "}${answer.remedy}` : [answer.name, answer.sex, answer.age].filter((x) => x !== null).join(" ")) : box.dataset.hint;
    row.dataset.state = answer ? answer.state || "refused" : "unverified";
    [new Date(scan.at).toLocaleTimeString(), scan.terminal, state, detail].forEach((text, i) => { row.cells[i].textContent = text; });
    box.querySelector("[data-scans]").hidden = false;
  }
  // A scan is kept from the first moment on, so that a reload in between loses nothing, and forgotten when it was answered.
  async function send(scan, late) {
    asked.add(scan.at);
    const answer = await ask(scan, late);
    asked.delete(scan.at);
    if (!answer) return false;
    forget(scan);
    show(scan, answer);
    return true;
  }
  async function resend() {
    for (const scan of kept().filter((one) => !asked.has(one.at))) {
      if (!await send(scan, true)) return;
    }
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const scan = { code: form.elements.code.value.trim(), terminal: form.elements.terminal.value, at: new Date().toISOString() };
    if (!scan.code) return;
    form.elements.code.value = "";
    form.elements.code.focus();
    keep([...kept(), scan]);
    show(scan, null);
    if (navigator.onLine) await send(scan, false);
  }, true);
  kept().forEach((scan) => show(scan, null));
  resend();
  window.addEventListener("online", resend);
  setInterval(resend, 30000);
})();
