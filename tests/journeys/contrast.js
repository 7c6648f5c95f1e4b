// Whether every text stands out from its ground, by axe. Its rule asks for nothing but what a text
// looks like and what it stands on: a text like one that passed on the same ground is not judged
// again. Takes the looks that passed before; gives the faults, and the looks that passed now.
async (passed) => {
  const before = new Set(passed);
  const ground = ({ backgroundColor, backgroundImage, opacity, filter, mixBlendMode }) =>
    [backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join();
  const none = "rgba(0, 0, 0, 0),none,1,none,normal";
  const grounds = new Map();
  // null: lifted out of the flow, it may stand on something else than on what holds it
  const under = (one) => {
    if (!one) return "";
    if (grounds.has(one)) return grounds.get(one);
    const [style, below] = [getComputedStyle(one), under(one.parentElement)];
    const lifted = !/^(static|relative)$/.test(style.position) || one instanceof SVGElement;
    const own = ["", "::before", "::after"].map((which) => [which, getComputedStyle(one, which)])
      .filter(([which, { content }]) => !which || content !== "none").map(([, part]) => ground(part))
      .filter((part) => part !== none).join();
    grounds.set(one, lifted || below === null ? null : own ? `${own}>${below}` : below);
    return grounds.get(one);
  };
  const look = (one) => {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(one);
    const on = under(one);
    return on === null ? null : [color, fontSize, fontWeight, textShadow, on].join();
  };
  const says = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const texts = [...document.querySelectorAll("body, body :not(option, script, style)")].filter(
    (one) => one.checkVisibility() && (one.matches("input, select, textarea") || says(one))
  );
  const looks = new Map(texts.map((one) => [one, look(one)]));
  const asked = texts.filter((one) => !before.has(looks.get(one)));
  if (!asked.length) return [[], []];
  const results = await axe.run(asked, { runOnly: ["color-contrast"], elementRef: true });
  const of = (some) => some.flatMap(({ nodes }) => nodes.map(({ element }) => looks.get(element)));
  const doubted = new Set([...of(results.violations), ...of(results.incomplete), null, undefined]);
  const faults = results.violations.map(({ id, nodes }) =>
    id + ": " + nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join("; "));
  return [faults, [...new Set(of(results.passes))].filter((one) => !doubted.has(one))];
}
