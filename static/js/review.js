// Keyboard shortcuts for reviewers. They are shown on the page and never act while somebody types.
"use strict";

const typing = (element) =>
  element instanceof HTMLElement && element.closest("input, textarea, select, [contenteditable]") !== null;

const find = (attribute, key) => document.querySelector(`[${attribute}="${CSS.escape(key)}"]`);

// Once a decision is on its way, a further key would be about something nobody has seen yet.
let decided = false;
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && event.submitter?.dataset.shortcut) decided = true;
});
window.addEventListener("pageshow", () => (decided = false));

const follow = (key) => {
  const link = find("data-shortcut", key);
  if (link && !(link.form && decided)) link.click();
  return link !== null;
};

const focus = (key) => {
  const control = find("data-shortcut-focus", key);
  if (!control || control.disabled) return false;
  control.focus();
  control.scrollIntoView({ block: "nearest" });
  return true;
};

const open = (key) => {
  const details = find("data-shortcut-open", key);
  if (!details) return false;
  details.open = true;
  (details.querySelector("textarea") || details.querySelector("summary")).focus();
  return true;
};

// The rows of the queue are walked by focus; on a single draft j and k are links.
const step = (key) => {
  const rows = [...document.querySelectorAll(".queue-link")];
  const by = { j: 1, k: -1 }[key];
  if (!by || rows.length === 0) return false;
  const at = rows.indexOf(document.activeElement);
  rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)].focus();
  return true;
};

// Whoever speaks to their computer, or misses keys, can switch them off; the browser remembers.
const OFF = "review-keys-off";
const off = () => localStorage.getItem(OFF) === "yes";
const control = document.querySelector("[data-shortcuts-switch]");
if (control) {
  const box = control.querySelector("input");
  control.hidden = false;
  box.checked = !off();
  box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "no" : "yes"));
}

// Who comes to a part of the page by its key goes on typing there.
const arrival = document.querySelector(":target [data-arrival]");
if (arrival && !off()) arrival.focus();

// The button says when the post will go out, whatever is chosen further down the page.
const form = document.getElementById("approve-form");
const said = () => {
  const from = form.elements.when.value === "slot" ? form.elements.slot : form.elements.wall_time;
  const [, , month, day, time] = from.value.match(/^(\d+)-(\d+)-(\d+)T(\d+:\d+)/) || [];
  const { approveSoon, approveAt, approveSo, months } = form.dataset;
  if (form.elements.when.value === "soon") return approveSoon;
  if (!time) return approveSo;
  return approveAt.replace("{day}", Number(day)).replace("{month}", months.split(" ")[month - 1]).replace("{time}", time);
};
const label = () => document.querySelectorAll("[data-approve]").forEach((button) => (button.textContent = said()));
if (form && form.elements.when) {
  form.elements.wall_time.addEventListener("input", () => (form.elements.when.value = "at"));
  form.addEventListener("input", label);
  label();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  if (typing(event.target) || off()) return;
  if (step(event.key) || follow(event.key) || focus(event.key) || open(event.key)) event.preventDefault();
});
