// Ctrl+K (⌘K on a Mac) opens a list of the pages that this page's own menus have: typing narrows
// it, the last choice searches. Nothing is asked of the server before a choice.
"use strict";

const palette = document.querySelector("[data-palette]");
const LINKS = [".frame-navigation a", ".menu-account nav a", ".menu-school nav a"];

function pages() {
  const links = LINKS.flatMap((where) => [...document.querySelectorAll(where)]);
  return links.map((link) => ({
    label: (link.querySelector(".navigation-label") ?? link).textContent.trim(),
    group: link.closest("section")?.querySelector(".menu-title")?.textContent ?? "",
    go: () => location.assign(link.href),
  }));
}

function startPalette() {
  const box = palette.querySelector("[role=combobox]");
  const list = palette.querySelector("[role=listbox]");
  let choices = [];
  let at = 0;

  function matching() {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = pages().filter(({ label, group }) => {
      const told = `${label} ${group}`.toLowerCase();
      return words.every((word) => told.includes(word));
    });
    if (!words.length) return found;
    const label = palette.dataset.search.replace("{words}", () => box.value.trim());
    const search = { label, group: "", go: () => box.form.submit() };
    return [...found, search];
  }

  function option({ label, group, go }, place) {
    const line = document.createElement("li");
    line.id = `palette-choice-${place}`;
    line.role = "option";
    const title = document.createElement("span");
    title.textContent = label;
    const from = document.createElement("span");
    from.className = "palette-group";
    from.textContent = group;
    line.append(title, from);
    line.addEventListener("click", go);
    return line;
  }

  function choose(place) {
    at = (place + choices.length) % choices.length;
    [...list.children].forEach((line, here) => line.setAttribute("aria-selected", String(here === at)));
    box.setAttribute("aria-activedescendant", `palette-choice-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function show() {
    choices = matching();
    list.replaceChildren(...choices.map(option));
    choose(0);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    if (event.shiftKey || event.altKey || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    box.value = "";
    palette.showModal();
    show();
  });
  box.addEventListener("input", show);
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose(at + step);
    else if (event.key === "Enter") choices[at].go();
    else return;
    event.preventDefault();
  });
  palette.addEventListener("click", (event) => {
    if (event.target === palette) palette.close();
  });
}

if (palette) startPalette();
