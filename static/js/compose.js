// Writing a draft: says truly whether it is saved, keeps trying, and keeps the reader's place.
// Saving itself is htmx posting the form; without scripts the same form has a Save button.
"use strict";

const form = document.getElementById("compose");
const box = () => document.getElementById("text"); // drawn anew after a change by one tap
const announcer = document.getElementById("announcer");
const words = document.getElementById("said").dataset;
const AGAIN_AFTER = 10_000;

let unsaved = false;
let trying = 0;
let renewed = false; // once for each time the saving fails

const say = (sentence) => {
  if (announcer.textContent !== sentence) announcer.textContent = sentence;
};

// Only text is ever put into the page from here.
const tell = (sentence) => {
  const status = document.getElementById("status");
  status.querySelectorAll(":scope > :not(input)").forEach((old) => old.remove());
  const line = document.createElement("p");
  line.className = "not-saved";
  line.textContent = sentence;
  status.append(line);
  say(sentence);
};

const tryLater = () => {
  clearTimeout(trying);
  trying = setTimeout(() => htmx.trigger(form, "again"), AGAIN_AFTER);
};

form.addEventListener("input", (event) => {
  if (event.target.type === "file") return;
  unsaved = true;
  const said = document.getElementById("status");
  const saved = said.querySelector(".saved");
  if (saved) saved.textContent = words.saving;
  if (event.target === box()) document.getElementById("count").classList.add("is-counting");
});

// A description's length is what X counts too: code points.
form.addEventListener("input", (event) => {
  const place = document.getElementById(event.target.dataset?.length ?? "");
  if (place) place.querySelector("[data-length-figures]").textContent = [...event.target.value].length;
});

// After signing in again elsewhere the page's token is old: a fresh one is on the page itself.
async function renewToken() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("#compose input[name=csrfmiddlewaretoken]");
  if (!fresh) return false;
  form.querySelector("input[name=csrfmiddlewaretoken]").value = fresh.value;
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": fresh.value }));
  return true;
}

async function recover(status) {
  tryLater();
  if (!status) return tell(words.noConnection);
  if (status >= 500) return tell(words.serverTrouble);
  if (status === 404) return tell(words.gone);
  if (status !== 200 && status !== 403) return tell(words.tooMuch);
  const signedIn = !renewed && (await renewToken().catch(() => false));
  renewed = signedIn;
  if (signedIn) return htmx.trigger(form, "again");
  return tell(words.signedOut);
}

const summary = () => {
  const trouble = document.querySelector("#status [data-trouble]");
  if (trouble) return trouble.dataset.trouble;
  const count = document.querySelector("#count .count-words");
  const findings = document.getElementById("needs").dataset.toMend;
  return [count.dataset.say === "fits" ? "" : count.textContent, findings].filter(Boolean).join(" ");
};

// The findings are left alone while somebody answers one of them, and a box that somebody went on
// typing into keeps what was typed.
const sent = new Map();
// A button keeps its place until its own answer is there: htmx loses the answer of one that is gone.
let acting = null;
let answering = null;
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[hx-post]");
  if (!button) return;
  acting = button;
  setTimeout(() => { if (acting === button) acting = null; }, 3 * AGAIN_AFTER);
}, true);
document.body.addEventListener("htmx:beforeOnLoad", (event) => { answering = event.detail.elt; });
form.addEventListener("htmx:afterRequest", (event) => { if (event.detail.elt === acting) acting = null; });
form.addEventListener("htmx:oobBeforeSwap", (event) => {
  const at = event.detail.target;
  if (acting && acting !== answering && at.contains(acting)) event.detail.shouldSwap = false;
  if (at.matches("textarea") && sent.get(at.id) !== at.value) event.detail.shouldSwap = false;
  const busy = at.contains(document.activeElement) && document.activeElement.matches("textarea");
  if (busy && !at.matches("#photo-list")) event.detail.shouldSwap = false;
});

// Two answers may cross: one that speaks of a photo whose card is not here yet, or no longer.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const answer = document.createElement("template");
  answer.innerHTML = event.detail.serverResponse;
  const homeless = [...answer.content.querySelectorAll("[hx-swap-oob]")].filter(({ id }) => !document.getElementById(id));
  if (!homeless.length) return;
  homeless.forEach((part) => part.remove());
  event.detail.serverResponse = answer.innerHTML;
});

let pressed = null;
form.addEventListener("htmx:beforeRequest", (event) => {
  const elt = event.detail.elt;
  pressed = elt.matches("button") ? (elt.closest("li, .conflict")?.parentElement?.closest("[id]")?.id ?? null) : null;
  form.querySelectorAll("textarea").forEach((field) => sent.set(field.id, field.value));
  clearTimeout(trying);
});

form.addEventListener("htmx:afterRequest", (event) => {
  const { xhr, successful } = event.detail;
  if (!successful || !xhr.responseText.includes('id="status"')) {
    recover(xhr.status);
    return;
  }
  renewed = false;
  unsaved = document.querySelector("#status [data-trouble]") !== null;
  say(summary());
  const lost = document.activeElement === document.body || document.activeElement === null;
  if (pressed && lost) focusNear(pressed);
  pressed = null;
});

// Saving goes to its own address, whatever button has the focus: htmx would take that button's.
form.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt === form) event.detail.path = form.getAttribute("hx-post");
});

// The page is left with all it holds: nothing is saved beside that, nor asked of the photos.
let leaving = false;
form.addEventListener("submit", () => {
  leaving = true;
  setTimeout(() => { leaving = false; }, AGAIN_AFTER);
});
form.addEventListener("htmx:beforeRequest", (event) => {
  if (leaving && event.detail.elt === form) event.preventDefault();
});

// Photos are asked after while workers still do something with one. What asks is never drawn anew,
// only what it asks for: htmx loses the answer to an element that is gone.
document.getElementById("pending").addEventListener("htmx:beforeRequest", (event) => {
  if (leaving || !document.getElementById("waiting").value) event.preventDefault();
});

// What was typed before this script was there is saved too.
window.addEventListener("load", () => {
  if (box().value !== box().defaultValue) htmx.trigger(form, "again");
});

// A button that did its work is gone: the focus stays where it was pressed.
function focusNear(id) {
  const place = document.getElementById(id);
  const target = place?.querySelector("[tabindex='-1']") ?? place;
  if (!target) return box().focus();
  if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
  return undefined;
}

// A quoted place leads to the words themselves, selected in the box.
const units = (words, points) => [...words].slice(0, points).join("").length;
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-words]");
  if (!link) return;
  const field = document.getElementById(link.hash.slice(1));
  const words = link.dataset.words;
  const told = units(field.value, Number(link.dataset.start));
  const start = field.value.startsWith(words, told) ? told : field.value.indexOf(words);
  event.preventDefault();
  field.focus();
  if (start >= 0) field.setSelectionRange(start, start + words.length);
});

// While something stands in the way, the button leads to what it is. Unsaved words go to the
// server all the same, which decides.
form.addEventListener("click", (event) => {
  const button = event.target.closest("#submit[aria-disabled='true']");
  if (!button || unsaved) return;
  event.preventDefault();
  const list = document.getElementById("needs-list");
  list.focus();
  list.scrollIntoView({ block: "nearest" });
});

form.addEventListener("submit", () => { unsaved = false; });
window.addEventListener("online", () => unsaved && htmx.trigger(form, "again"));
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
