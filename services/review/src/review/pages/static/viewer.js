// Reading papers by keyboard: J and K from page to page, + and - to zoom, R to turn. Nothing is decided by a single key.
"use strict";

const sheets = Array.from(document.querySelectorAll(".sheet"));
let current = -1;
let zoom = 1;
const turned = new Map();

function lookAt(place) {
  if (sheets.length === 0) return;
  current = Math.min(Math.max(place, 0), sheets.length - 1);
  sheets[current].focus();
  sheets[current].scrollIntoView({ block: "start" });
}

function show(sheet) {
  sheet.style.width = `${100 * zoom}%`;
  sheet.style.transform = `rotate(${turned.get(sheet) || 0}deg)`;
}

function scale(factor) {
  zoom = Math.min(Math.max(zoom * factor, 0.5), 4);
  sheets.forEach(show);
}

function turn() {
  const sheet = sheets[Math.max(current, 0)];
  turned.set(sheet, ((turned.get(sheet) || 0) + 90) % 360);
  show(sheet);
}

const keys = {
  j: () => lookAt(current + 1),
  k: () => lookAt(current - 1),
  "+": () => scale(1.25),
  "=": () => scale(1.25),
  "-": () => scale(0.8),
  r: turn,
};

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input:not([type=checkbox]), select, textarea");
  const act = keys[event.key.toLowerCase()];
  if (act && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) act();
});
sheets.forEach((sheet, place) => sheet.addEventListener("focus", () => { current = place; }));
