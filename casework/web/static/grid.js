// A table of days: arrow keys go from day to day. The page works without this file.
(() => {
  "use strict";
  for (const grid of document.querySelectorAll("[data-grid]")) {
    const days = [...grid.querySelectorAll("td")];
    const rtl = getComputedStyle(grid).direction === "rtl" ? -1 : 1;
    const steps = { ArrowRight: rtl, ArrowLeft: -rtl, ArrowDown: 7, ArrowUp: -7 };
    const first = grid.querySelector("td[aria-current]") ?? days[0];
    first.tabIndex = 0;
    grid.addEventListener("keydown", (event) => {
      const here = event.target.closest("td");
      const next = days[days.indexOf(here) + steps[event.key]];
      if (!next) return;
      event.preventDefault();
      here.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  }
})();
