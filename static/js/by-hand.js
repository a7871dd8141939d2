/* One tap copies the words of a post or the description of a photo. Without this file they are
   marked and copied in their boxes. */
(() => {
  const told = document.querySelector("[data-copied]");
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    const box = document.getElementById(button.dataset.copy);
    const label = button.querySelector("[data-label]");
    const before = label.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(box.value);
        label.textContent = told.dataset.copied;
      } catch {
        box.select();
        label.textContent = told.dataset.marked;
      }
      told.textContent = `${before}: ${label.textContent}`;
    });
  }
})();
