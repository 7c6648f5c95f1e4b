// Counting where the network is weak: a tap counts at once on this device and is sent as soon as it
// can be. Kept here are numbers of cells alone, nothing about a person, and only until they are
// sent. Each batch has a key: sent twice, it counts once. Without this file the buttons post a form.
(() => {
  "use strict";
  const board = document.querySelector("[data-counting]");
  if (!board) return;
  const shelf = `sanad-count-${board.dataset.counting}`;
  const line = board.querySelector("[data-state]");
  const letGo = board.querySelector("[data-let-go]");
  const AGAIN = 5000;
  const PATIENCE = 15000;

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(shelf)) ?? { waiting: {}, sending: null };
    } catch {
      return { waiting: {}, sending: null };
    }
  };
  const some = (kept) => kept.sending || Object.keys(kept.waiting).length > 0;
  const keep = (kept) =>
    some(kept) ? localStorage.setItem(shelf, JSON.stringify(kept)) : localStorage.removeItem(shelf);
  try {
    keep(read());
    localStorage.setItem(`${shelf}?`, "1");
    localStorage.removeItem(`${shelf}?`);
  } catch {
    line.textContent = line.dataset.cannot; // a private window keeps nothing: forms are posted
    line.classList.add("off");
    line.hidden = false;
    return;
  }

  // What the server has, as the page came; then as it answers.
  let taken = {};
  for (const one of board.querySelectorAll("[data-cell]")) taken[one.dataset.cell] = Number(one.textContent);
  const number = (cell, kept) =>
    (taken[cell] ?? 0) + (kept.sending?.counts[cell] ?? 0) + (kept.waiting[cell] ?? 0);
  const unsent = (kept) =>
    Object.values(kept.waiting).concat(Object.values(kept.sending?.counts ?? {}))
      .reduce((sum, by) => sum + Math.abs(by), 0);

  const show = () => {
    const kept = read();
    const sums = {};
    for (const one of board.querySelectorAll("[data-cell]")) {
      const found = Math.max(0, number(one.dataset.cell, kept));
      one.textContent = found;
      const [table, cell] = one.dataset.cell.split(" ");
      if (table !== "people") continue;
      const sex = cell.split(":")[0];
      sums[sex] = (sums[sex] ?? 0) + found;
      sums.all = (sums.all ?? 0) + found;
    }
    for (const one of board.querySelectorAll("[data-sum]")) one.textContent = sums[one.dataset.sum] ?? 0;
  };
  const say = (state) => {
    line.textContent = line.dataset[state].replace("{n}", unsent(read()));
    line.classList.toggle("off", !["sent", "busy", "ready"].includes(state));
    line.hidden = false;
    letGo.hidden = state !== "refused";
  };

  let busy = false;
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, AGAIN);
  };
  const send = async () => {
    const kept = read();
    if (busy) return;
    if (!some(kept)) return say("sent");
    if (!kept.sending) {
      const key = [...crypto.getRandomValues(new Uint8Array(16))]
        .map((byte) => byte.toString(16).padStart(2, "0"))
        .join("");
      keep({ waiting: {}, sending: { key, counts: kept.waiting } });
    }
    busy = true;
    say("busy");
    const state = await deliver(read().sending);
    busy = false;
    show();
    if (state === "sent" && some(read())) return send();
    say(state);
    if (state === "kept") later();
  };
  const deliver = async ({ key, counts }) => {
    const body = new URLSearchParams({
      csrf_token: board.dataset.token,
      key,
      counts: Object.entries(counts).map(([cell, by]) => `${cell} ${by}`).join("\n"),
    });
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const answer = await fetch(board.dataset.send, { method: "POST", body, signal });
      if (answer.status >= 500 || answer.status === 429) return "kept";
      if (answer.status === 409 || answer.status === 422) return "refused";
      const json = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
      if (!answer.ok || !json) return "away"; // the sign-in page, or a page that is too old
      taken = await answer.json();
      const kept = read();
      if (kept.sending?.key === key) keep({ waiting: kept.waiting, sending: null });
      return "sent";
    } catch {
      return "kept";
    }
  };

  const tap = (cell, by) => {
    const kept = read();
    if (by < 0 && number(cell, kept) <= 0) return;
    const sum = (kept.waiting[cell] ?? 0) + by;
    if (sum) kept.waiting[cell] = sum;
    else delete kept.waiting[cell];
    keep(kept);
    show();
    say("kept");
    send();
  };

  // A nationality or a referral that is not on the page yet gets a row of its own.
  const grow = (cell, words) => {
    const row = board.querySelector(`template[data-row="${cell.split(" ")[0]}"]`);
    if (board.querySelector(`[data-cell="${CSS.escape(cell)}"]`)) return;
    const made = row.content.cloneNode(true);
    made.querySelector("[data-words]").textContent = words;
    made.querySelector("[data-cell]").dataset.cell = cell;
    for (const button of made.querySelectorAll("button")) {
      button.value = `${cell} ${button.dataset.by}`;
      button.setAttribute("aria-label", button.dataset.said.replace("{what}", words));
    }
    row.before(made);
  };
  const others = (table) => [...board.querySelectorAll(`form[data-grow="${table}"] select`)];
  const named = (table, cell) =>
    cell
      .split(":")
      .map((code, at) => [...(others(table)[at]?.options ?? [])].find((one) => one.value === code)?.text ?? code)
      .join(" · ");
  const growAll = (counts) => {
    for (const [table, cell] of Object.keys(counts ?? {}).map((one) => one.split(" ")))
      if (others(table).length) grow(`${table} ${cell}`, named(table, cell));
  };
  const kept = read();
  growAll(kept.waiting);
  growAll(kept.sending?.counts);

  board.addEventListener("submit", (event) => {
    const press = event.submitter?.name === "press" ? event.submitter.value.split(" ") : null;
    if (press) {
      event.preventDefault();
      tap(`${press[0]} ${press[1]}`, Number(press[2]));
      return;
    }
    const table = event.target.dataset.grow;
    const chosen = table ? others(table).map((one) => one.value) : [];
    if (!chosen.length || !chosen.every(Boolean)) return;
    event.preventDefault();
    const cell = `${table} ${chosen.join(":")}`;
    grow(cell, named(table, chosen.join(":")));
    tap(cell, 1);
    for (const one of others(table)) one.value = "";
  });
  letGo.addEventListener("click", () => {
    localStorage.removeItem(shelf);
    show();
    say("sent");
  });
  addEventListener("online", send);
  addEventListener("storage", (event) => event.key === shelf && show());
  // Away from this page, a phone without a network cannot come back to it.
  addEventListener("beforeunload", (event) => navigator.onLine || event.preventDefault());
  show();
  if (some(kept)) send();
  else say("ready");
})();
