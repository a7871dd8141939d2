// Light or dark without a round trip. Without this script the same buttons post to the server,
// which remembers the choice in the same cookie and writes it into the page.
"use strict";

const root = document.documentElement;

function choose(theme) {
  const choice = theme === "light" || theme === "dark" ? theme : "";
  const age = choice ? 365 * 24 * 3600 : 0;
  const [name, secure] = location.protocol === "https:" ? ["__Secure-theme", "; Secure"] : ["theme", ""];
  document.cookie = `${name}=${choice}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
  if (choice) root.dataset.bsTheme = choice;
  else delete root.dataset.bsTheme;
}

function mark(form, theme) {
  for (const button of form.querySelectorAll("button[name=theme]")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
}

for (const form of document.querySelectorAll("[data-theme-switch]")) {
  form.addEventListener("submit", (event) => {
    const theme = event.submitter?.value;
    if (!theme) return;
    event.preventDefault();
    choose(theme);
    mark(form, theme);
  });
}
