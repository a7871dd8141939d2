// A tap on the picture marks a face the software missed. Without scripts the grid is chosen from.
"use strict";

const adding = document.querySelector("[data-add]");
const grid = adding.querySelector(".grid");

adding.querySelectorAll("[data-with-script]").forEach((words) => { words.hidden = false; });
grid.classList.add("tappable");
grid.addEventListener("click", (event) => {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(grid.getScreenCTM().inverse());
  const { width, height } = grid.viewBox.baseVal;
  const within = (value) => Math.min(1, Math.max(0, value));
  adding.elements.x.value = within(point.x / width);
  adding.elements.y.value = within(point.y / height);
  adding.requestSubmit();
});

// A way to a part that is folded unfolds it.
document.querySelectorAll('a[href="#crop"]').forEach((way) => {
  way.addEventListener("click", () => { document.getElementById("crop").open = true; });
});
