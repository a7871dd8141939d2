/* Entering a class by keyboard: y, n, l choose and Backspace takes back. Without this file the
   same form is filled in with its radio buttons. */
(() => {
  const form = document.querySelector("[data-entry]");
  if (!form) return;
  const rows = [...form.querySelectorAll("[data-row]")];
  const keys = { y: "yes", n: "no", l: "limited", Backspace: "none", Delete: "none" };
  const count = form.querySelector("[data-count]");
  const radio = (row, key) => row.querySelector(`[data-key="${key}"]`);
  const picked = (row) => row.querySelector("input:checked");

  const tell = () => {
    const chosen = rows.filter((row) => picked(row)?.value).length;
    count.textContent = chosen ? count.dataset.count.replace("{number}", chosen) : "";
  };
  const goTo = (row) => (row ? picked(row) : form.querySelector("button[type=submit]"))?.focus();

  form.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-row]");
    const key = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!row || !key || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const choice = radio(row, key);
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    if (key === "limited") row.parentElement.querySelector("input[type=checkbox]").focus();
    else if (key === "none") choice.focus();
    else goTo(rows[rows.indexOf(row) + 1]);
  });
  form.addEventListener("change", tell);
  form.addEventListener("submit", () => { form.dataset.sent = "yes"; });
  window.addEventListener("beforeunload", (event) => {
    if (!form.dataset.sent && rows.some((row) => picked(row)?.value)) event.preventDefault();
  });
  form.querySelector("[data-keys]").hidden = false;
  tell();
})();
