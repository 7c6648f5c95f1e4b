// Passkeys: asks the server what to make or sign, the browser to do it, and sends what came of it.
// Without this file the page offers the other ways. Nothing here writes HTML.
(() => {
  "use strict";
  if (!window.PublicKeyCredential) return;
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");
  const known = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

  const make = async (asked) => {
    const publicKey = { ...asked, challenge: bytes(asked.challenge) };
    publicKey.user = { ...asked.user, id: bytes(asked.user.id) };
    publicKey.excludeCredentials = known(asked.excludeCredentials);
    const made = await navigator.credentials.create({ publicKey });
    const { clientDataJSON, attestationObject } = made.response;
    return told(made, { clientDataJSON, attestationObject });
  };
  const sign = async (asked) => {
    const publicKey = { ...asked, challenge: bytes(asked.challenge) };
    publicKey.allowCredentials = known(asked.allowCredentials);
    const signed = await navigator.credentials.get({ publicKey });
    const { clientDataJSON, authenticatorData, signature } = signed.response;
    return told(signed, { clientDataJSON, authenticatorData, signature });
  };
  const told = (credential, parts) => ({
    id: credential.id,
    rawId: credential.id,
    type: credential.type,
    response: Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, text(value)])),
  });

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const field = form.querySelector("[data-answer]");
    const failed = form.querySelector("[data-failed]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        const body = new FormData();
        body.append("csrf_token", form.elements.csrf_token.value);
        const answer = await fetch(form.dataset.options, { method: "POST", body });
        if (!answer.ok) throw new Error(answer.status);
        const work = form.dataset.passkey === "make" ? make : sign;
        field.value = JSON.stringify(await work(await answer.json()));
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }
})();
