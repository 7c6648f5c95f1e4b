// What a page is made of, whatever its words and however many its rows: each kind of element with
// what it says of itself, under the kind that holds it; and its headings in their order. Without our
// name, which is drawn otherwise in Arabic.
() => {
  const told = /^(class|role|type|scope|open|hidden|aria-current)$/;
  const said = ({ name, value }) => (told.test(name) ? `[${name}=${value}]` : `[${name}]`);
  const kind = (one) => one.tagName + [...one.attributes].map(said).sort().join("");
  const full = (one) => [one.childElementCount > 0, one.textContent.trim() !== ""].join();
  const inside = (one) => `${kind(one.parentElement)}>${kind(one)}>${full(one)}`;
  const kinds = new Set([...document.querySelectorAll("body, body :not(.logo, .logo *)")].map(inside));
  const headings = [...document.querySelectorAll("h1, h2, h3, h4")].map((one) => one.tagName);
  return [...kinds].sort().join() + headings.filter((one, at) => one !== headings[at - 1]).join();
}
