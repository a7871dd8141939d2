// Dragging a post to another day opens the form that its Move link opens, with that day filled in.
let dragged = null;
document.querySelectorAll("[data-move]").forEach((link) => {
  link.draggable = true;
  link.addEventListener("dragstart", (event) => {
    dragged = link.dataset.move;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", link.textContent.trim());
  });
  link.addEventListener("dragend", () => (dragged = null));
});
document.querySelectorAll("td[data-day]").forEach((cell) => {
  cell.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    cell.classList.add("drop-here");
  });
  cell.addEventListener("dragleave", () => cell.classList.remove("drop-here"));
  cell.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    location.assign(`${dragged}?day=${cell.dataset.day}`);
  });
});
