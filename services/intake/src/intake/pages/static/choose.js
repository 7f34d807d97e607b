// Asks for the insured person only where it is another one than who is signed in.
"use strict";
for (const choice of document.querySelectorAll("input[name=whose]")) {
  choice.addEventListener("change", () => {
    const another = document.getElementById("another");
    another.hidden = another.disabled = choice.value !== "another";
  });
}
