// Photos go up as soon as they are chosen, dropped or taken, one after the other, with progress.
// Without scripts the same fields are sent with the form. What is refused is said by the server.
"use strict";

const MOST_BYTES = 25 * 1024 * 1024;
const composing = document.getElementById("compose");
const drop = composing.querySelector("[data-drop]");
const uploads = document.getElementById("uploads");
const status = document.getElementById("announcer");
const said = document.getElementById("said").dataset;
const about = (sentence, file) => sentence.replace("{file}", () => file.name);
const queue = [];
let busy = false;

const hideFallback = () => {
  composing.querySelectorAll("[data-without-script]").forEach((button) => { button.hidden = true; });
};

const add = (list, tag, words = "") => {
  const element = document.createElement(tag);
  element.textContent = words;
  list.append(element);
  return element;
};

function line(file) {
  const item = add(uploads, "li");
  const label = add(item, "label", about(said.photoSending, file));
  const bar = add(item, "progress");
  bar.max = 100;
  bar.value = 0;
  bar.id = `upload-${Date.now()}-${uploads.children.length}`;
  label.htmlFor = bar.id;
  return { item, label, bar };
}

function refuse({ item, label, bar }, sentence) {
  item.className = "upload-refused";
  bar.remove();
  label.replaceWith(add(item, "p", sentence));
  const away = add(item, "button", said.close);
  away.type = "button";
  away.className = "btn";
  away.addEventListener("click", () => { item.remove(); focusChooser(); });
  status.textContent = sentence;
}

const focusChooser = () => (document.getElementById("choose") ?? document.getElementById("text")).focus();

function accept({ item }, file, html) {
  item.remove();
  htmx.swap("#photo-list", html, { swapStyle: "beforeend", swapDelay: 0, settleDelay: 0 });
  status.textContent = said.photoAdded;
  hideFallback();
}

function sendOne(file, shown) {
  const { upload } = document.getElementById("photo-add").dataset;
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append("csrfmiddlewaretoken", composing.querySelector("input[name=csrfmiddlewaretoken]").value);
  body.append("photos", file);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) shown.bar.value = Math.round((100 * event.loaded) / event.total);
    if (event.loaded === event.total) shown.label.textContent = about(said.photoLooking, file);
  });
  request.addEventListener("loadend", () => {
    if (request.status === 200 && request.responseText.includes("compose-photo")) accept(shown, file, request.responseText);
    else if (request.status === 422) refuse(shown, `${file.name}: ${request.responseText}`);
    else if (request.status === 0) refuse(shown, about(said.photoNotSent, file));
    else refuse(shown, about(said.photoNotTaken, file));
    busy = false;
    next();
  });
  request.open("POST", upload);
  request.setRequestHeader("HX-Request", "true");
  request.send(body);
}

function next() {
  if (busy || queue.length === 0) return;
  const file = queue.shift();
  const shown = line(file);
  if (file.size > MOST_BYTES) {
    refuse(shown, about(said.photoTooHeavy, file));
    next();
    return;
  }
  busy = true;
  sendOne(file, shown);
}

const take = (files) => {
  queue.push(...files);
  next();
};

composing.addEventListener("change", (event) => {
  if (event.target.type !== "file") return;
  take([...event.target.files]);
  event.target.value = "";
});

drop.classList.add("can-drop");
drop.addEventListener("dragover", (event) => {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  drop.classList.add("is-dragged");
});
drop.addEventListener("dragleave", (event) => {
  if (!drop.contains(event.relatedTarget)) drop.classList.remove("is-dragged");
});
drop.addEventListener("drop", (event) => {
  if (event.dataTransfer.files.length === 0) return;
  event.preventDefault();
  drop.classList.remove("is-dragged");
  take([...event.dataTransfer.files]);
});

document.addEventListener("htmx:oobAfterSwap", hideFallback);
hideFallback();
