// Dragoman's own script. Every page works without it: what it adds is speed of hand and eye.
// A cell and its passage light up together; evidence opens on the page; charts answer the mouse.

const within = (node, selector) => node instanceof Element && node.closest(selector);

// Cells and passages with a key in common light up together, under the mouse or the keyboard.
let lit = [];
function light(node) {
  for (const each of lit) each.classList.remove("lit");
  const keyed = within(node, "[data-k]");
  const keys = keyed ? keyed.dataset.k.split(" ") : [];
  lit = keys.flatMap((key) => [...document.querySelectorAll(`[data-k~="${CSS.escape(key)}"]`)]);
  for (const each of lit) each.classList.add("lit");
}
document.addEventListener("pointerover", (event) => light(event.target));
document.addEventListener("focusin", (event) => light(event.target));

// Evidence opens over the page; with a modifier, or where it fails, the link is a link.
document.addEventListener("click", async (event) => {
  const link = within(event.target, "a.proof");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const address = new URL(link.href);
  address.searchParams.set("part", "card");
  const answer = await fetch(address).catch(() => null);
  if (!answer || !answer.ok) return void location.assign(link.href);
  show(await answer.text());
});

function show(html) {
  const dialog = document.createElement("dialog");
  dialog.className = "card-over";
  dialog.setAttribute("aria-label", "Evidence");
  const close = document.createElement("button");
  close.className = "close";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  // our own server's template, in which every word of a report is escaped; scripts in it never run
  const card = new DOMParser().parseFromString(html, "text/html").body;
  dialog.append(close, ...card.childNodes);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  offerCopies(dialog);
  dialog.showModal();
}

// A citation can be copied where there is a clipboard.
function offerCopies(where) {
  if (!navigator.clipboard) return;
  for (const cite of where.querySelectorAll(".cite cite")) {
    const button = document.createElement("button");
    button.textContent = "Copy citation";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(cite.textContent);
      button.textContent = "Copied";
    });
    cite.parentElement.append(" ", button);
  }
}

// Which layers of a report are marked stays as the reader left it.
for (const box of document.querySelectorAll(".layers input")) {
  const kept = sessionStorage.getItem(box.id);
  if (kept !== null) box.checked = kept === "1";
  box.addEventListener("change", () => sessionStorage.setItem(box.id, box.checked ? "1" : "0"));
}

// Charts: the image gives way to the same specification drawn in the page, without `eval`.
async function draw(figure) {
  const answer = await fetch(figure.dataset.vl);
  if (!answer.ok) return;
  const spec = await answer.json();
  await import("/static/vega.js");
  const place = document.createElement("div");
  figure.prepend(place);
  await globalThis.dragomanEmbed(place, spec, {
    ast: true, // the interpreter instead of generated code, which the page's policy forbids
    actions: false,
    defaultStyle: false,
    renderer: "svg",
    tooltip: { disableDefaultStyle: true },
    loader: { target: "_self" },
  });
  figure.querySelector("img").hidden = true;
}
for (const figure of document.querySelectorAll("figure[data-vl]")) {
  draw(figure).catch(() => {}); // the image stays
}

// Letters that judge, on the review page; j and k go from row to row on every other.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || within(event.target, "input, textarea, dialog")) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (button) return button.click();
  if (event.key === "/") {
    event.preventDefault();
    return document.querySelector(".find input").focus();
  }
  if (event.key !== "j" && event.key !== "k") return;
  const stops = [...document.querySelectorAll(".list tbody th a, .compare .value > a:first-child, .found h2 a, .statements blockquote a")];
  if (!stops.length) return;
  const at = stops.indexOf(document.activeElement);
  const next = event.key === "j" ? Math.min(at + 1, stops.length - 1) : Math.max(at - 1, 0);
  stops[next].focus();
});

offerCopies(document);
