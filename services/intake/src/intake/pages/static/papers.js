// Papers go from this browser straight to the store: hash, ticket, upload, inspection. The service sees no byte of them.
"use strict";

const form = document.getElementById("papers");
const words = form.dataset;
const FRESH = 2000; // milliseconds between two looks while something is being checked
let grant = null;

async function answer(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

async function allowed() {
  if (grant === null) {
    const address = `${words.prefix}/applications/${words.application}/grant`;
    grant = (await answer(address, { method: "POST" })).grant;
  }
  return { Authorization: `Bearer ${grant}` };
}

async function sha256(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function ticket(material, file) {
  const paper = { material, file_name: file.name.slice(0, 200), media_type: file.type, size: file.size, sha256: await sha256(file) };
  const headers = { ...(await allowed()), "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() };
  const given = await answer("/v1/tickets", { method: "POST", headers, body: JSON.stringify({ papers: [paper] }) });
  return given.tickets[0];
}

async function upload(material, file) {
  const place = await ticket(material, file);
  const body = new FormData();
  for (const [name, value] of Object.entries(place.fields)) body.append(name, value);
  body.append("file", file);
  const stored = await fetch(place.url, { method: "POST", body });
  if (!stored.ok) throw new Error(String(stored.status));
  await fetch(`/v1/documents/${place.document_id}/complete`, { method: "POST", headers: await allowed() });
}

function row(name, status, text) {
  const item = document.createElement("li");
  const tag = document.createElement("span");
  tag.className = `tag ${{ accepted: "good", rejected: "bad" }[status] || "calm"}`;
  tag.textContent = text;
  item.append(`${name} `, tag);
  return item;
}

function named(paper) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "paper", value: `${paper.material}:${paper.document_id}` });
  return field;
}

async function look() {
  const papers = await answer("/v1/documents", { headers: await allowed() });
  for (const part of form.querySelectorAll(".material")) {
    const mine = papers.filter((paper) => paper.material === part.dataset.material && paper.status !== "erased");
    const list = part.querySelector(".files");
    list.replaceChildren(...mine.map((paper) => row(paper.file_name, paper.status, words[paper.status])));
    list.append(...mine.filter((paper) => ["inspecting", "accepted"].includes(paper.status)).map(named));
  }
  if (papers.some((paper) => paper.status === "inspecting")) setTimeout(look, FRESH);
}

async function take(part, input) {
  const list = part.querySelector(".files");
  for (const file of input.files) {
    const line = row(file.name, "", words.uploading);
    list.append(line);
    try {
      if (file.size > Number(words.mostBytes)) throw new RangeError("size");
      await upload(part.dataset.material, file);
      line.remove();
    } catch (problem) {
      line.replaceWith(row(file.name, "rejected", problem instanceof RangeError ? words.tooLarge : words.failed));
    }
  }
  input.value = "";
  await look();
}

for (const part of form.querySelectorAll(".material")) {
  const input = part.querySelector("input[type=file]");
  input.addEventListener("change", () => take(part, input));
}
look();
