// Small comforts. Every page works without this file; nothing here writes HTML.
(() => {
  "use strict";
  const all = (selector, root = document) => root.querySelectorAll(selector);

  // What is missing is read first.
  document.querySelector(".errors")?.focus();

  // The way out: blank the page, end the session, show something else. Also Shift three times.
  const leave = (form) => {
    fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true }).catch(() => {});
    document.title = "…";
    document.body.replaceChildren();
    location.replace(form.action);
  };
  const exit = document.querySelector("form[data-hide]");
  exit?.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(exit);
  });
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    if (event.repeat || !exit) return;
    presses = [...presses.filter((at) => event.timeStamp - at < 1500), event.timeStamp];
    if (presses.length === 3) leave(exit);
  });

  // A page brought back from memory after signing out is asked for again.
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  // "Yes" opens how one knows, without moving the focus; 1 to 4 answer the card in focus.
  for (const card of all("[data-answers]")) {
    const radios = [...all(".answers input", card)];
    card.addEventListener("change", (event) => {
      const details = card.querySelector("details");
      if (details && "opens" in event.target.dataset) details.open = true;
    });
    card.addEventListener("keydown", (event) => {
      if (event.target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return;
      const chosen = radios[Number(event.key) - 1];
      if (!chosen) return;
      event.preventDefault();
      chosen.focus();
      chosen.click();
    });
  }

  // Typing in a paper form: Enter goes to the next field, as on a keypad; it never sends by mistake.
  const codes = document.querySelector("form[data-codes]");
  codes?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.type !== "text") return;
    event.preventDefault();
    const fields = [...all("input[type=text], textarea", codes)];
    fields[fields.indexOf(event.target) + 1]?.focus();
  });

  // How much may still be written.
  for (const area of all("textarea[data-limit]")) {
    const line = document.getElementById(area.id + "-count");
    if (!line) continue;
    const say = () => {
      const left = area.dataset.limit - area.value.length;
      line.classList.toggle("over", left < 0);
      line.textContent = (left < 0 ? line.dataset.over : line.dataset.left).replace("{n}", Math.abs(left));
    };
    area.addEventListener("input", say);
    if (area.value) say();
  }
})();
