// Copies what is in a field, where a browser lets pages do that; without it the field can be marked and copied by hand.
(() => {
  const said = document.currentScript.dataset.copied;
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).value);
      button.textContent = said;
    });
  }
})();
