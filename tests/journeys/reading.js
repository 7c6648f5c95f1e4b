// What a reader of this language would stumble over; gives a list of sentences.
(language) => {
  const found = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const box = (element) => element.getBoundingClientRect();
  const short = (text) => text.trim().replace(/\s+/g, " ").slice(0, 80);

  // direction, and where lines begin
  const way = language === "ar" ? "rtl" : "ltr";
  if (document.documentElement.dir !== way) found.push(`the direction is not ${way}`);
  if (document.documentElement.lang !== language) found.push(`the language is not ${language}`);
  const free = ".code, .ltr, bdi, [dir=ltr], [dir=auto], [lang], .map, svg";
  for (const element of document.body.querySelectorAll("h1, h2, h3, p, li, dt, dd, th, td, label, legend")) {
    if (!shown(element) || element.closest(free)?.closest("body")) continue;
    const style = getComputedStyle(element);
    if (style.direction !== way) found.push(`runs ${style.direction}: ${short(element.textContent)}`);
    const wrong = way === "rtl" ? "left" : "right";
    if (style.textAlign === wrong) found.push(`aligned ${wrong}: ${short(element.textContent)}`);
  }

  // words of another language
  const known = /\b(CSV|XLSX|HXL|IC-TIP|PDF|XLSForm|XForm|Kobo|ODK|SAMU|Shift|Chrome|Linux|English|k\.alaoui)\b|Français/g;
  const own = `[lang]:not(html):not([lang=${language}])`;
  const foreign = { fr: /(?<!\p{L})(the|and|your|you|with|this|that|was|are|of|from|not|yes|save|send|choose)(?!\p{L})/iu, ar: /[A-Za-zÀ-ÿ]{2,}/, en: /(?<!\p{L})(les|des|une|vous|votre|pour|avec|dans|enregistrer|envoyer|choisir)(?!\p{L})/iu }[language];
  const spared = `${own}, .logo, .map, option, .code, .ltr, bdi, textarea, script, style, [dir=ltr]:not(html), [dir=auto]`;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const say = (text) => foreign.test(text.replace(known, "")) && found.push(`foreign words: ${short(text)}`);
  for (let node; (node = walker.nextNode()); ) {
    if (!node.parentElement.closest(spared)) say(node.nodeValue);
  }
  for (const element of document.body.querySelectorAll("[aria-label], [title], [alt], [placeholder]")) {
    if (element.closest(`${own}, .logo`)) continue;
    for (const name of ["aria-label", "title", "alt", "placeholder"]) say(element.getAttribute(name) || "");
  }
  say(document.title.replace("Sanad", "").replace(/(MA|F|R|D)-[-\w]+/g, ""));

  // targets
  for (const element of document.querySelectorAll("button, .btn, summary, select, textarea, nav a, input:not([type=hidden])")) {
    if (!shown(element) || element.closest(".vh") || element.matches(".vh")) continue;
    const { width, height } = box(element);
    if (width < 24 || height < 24) found.push(`a target of ${Math.round(width)} by ${Math.round(height)}: ${element.outerHTML.slice(0, 80)}`);
  }

  // one heading first, and no raw message of the machine
  if (document.querySelectorAll("h1").length !== 1) found.push("not one h1");
  const raw = document.body.innerText.match(/%\(\w+\)|\bNone\b|\bundefined\b|<Sealed|Traceback/);
  if (raw) found.push(`raw words: ${raw[0]}`);
  return found;
}
