// Ties our pages to allauth's WebAuthn forms, and says in words when a passkey was not used.
"use strict";

const FORMS = { login: "loginForm", authenticate: "authenticateForm", add: "addForm" };
const form = document.querySelector("form[data-passkey]");

if (form && window.PublicKeyCredential) {
  const field = (name) => form.querySelector(`[name=${name}]`)?.id;
  const data = document.getElementById("passkey_data") ? "passkey_data" : undefined;
  window.allauth.webauthn.forms[FORMS[form.dataset.passkey]]({
    ids: {
      login: "passkey_button",
      authenticate: "passkey_button",
      add: "passkey_button",
      credential: field("credential"),
      passwordless: field("passwordless"),
      data,
    },
  });
  for (const part of document.querySelectorAll("[data-passkey-part]")) part.hidden = false;
  const trouble = form.querySelector("[data-passkey-trouble]");
  form.querySelector("#passkey_button").addEventListener("click", () => (trouble.hidden = true));
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    trouble.hidden = false;
  });
}
