// "/" goes to the search, unless somebody is writing.
"use strict";

const WRITTEN_IN = "input, textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(WRITTEN_IN)) return;
  const box = document.querySelector("[data-search]");
  const way = document.querySelector("[data-search-way]");
  if (!box && !way) return;
  event.preventDefault();
  if (box) box.focus();
  else way.click();
});
