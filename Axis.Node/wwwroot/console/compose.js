// The form of a new document: recipients by search, files piece by piece, what would be refused while it is filled in, and sending.
import { clearProblems, lost, showProblem } from "./console.js";

const english = document.documentElement.lang === "en";
const say = (vi, en) => (english ? en : vi);
const form = document.getElementById("compose");
const at = (id) => document.getElementById(id);
const token = { [form.dataset.tokenHeader]: form.dataset.token };
const PIECE = 4 * 1024 * 1024;

async function call(path, options = {}) {
  const answer = await fetch(path, { credentials: "same-origin", ...options, headers: { Accept: "application/json", ...token, ...options.headers } });
  if (answer.ok) return answer;
  throw Object.assign(new Error(answer.status), { problem: await answer.json() });
}

// Recipients -----------------------------------------------------------------------------------------------------

const chosen = new Map();
const touched = new Set();
const search = at("to");
const list = at("to-list");
let options = [];
let active = -1;

function drawChosen() {
  const box = at("to-chosen");
  box.replaceChildren(...[...chosen].slice(0, 60).map(([code, name]) => {
    const item = document.createElement("li");
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "small";
    remove.textContent = "×";
    remove.setAttribute("aria-label", say(`Bỏ ${name}`, `Remove ${name}`));
    remove.addEventListener("click", () => { chosen.delete(code); drawChosen(); changed(); search.focus(); });
    item.append(`${name} `, Object.assign(document.createElement("code"), { textContent: code }), " ", remove);
    return item;
  }));
  if (chosen.size > 60) box.append(Object.assign(document.createElement("li"), { textContent: say(`và ${chosen.size - 60} nơi khác`, `and ${chosen.size - 60} more`) }));
  at("to-count").textContent = chosen.size || "";
  form.querySelector("[data-clear]").hidden = chosen.size === 0;
}

function choose(code, name) {
  chosen.set(code, name);
  touched.add("to");
  search.value = "";
  closeList();
  drawChosen();
  changed();
}

function closeList() {
  list.hidden = true;
  options = [];
  active = -1;
  search.setAttribute("aria-expanded", "false");
  search.removeAttribute("aria-activedescendant");
}

function mark(index) {
  active = index;
  options.forEach((option, i) => option.element.setAttribute("aria-selected", String(i === index)));
  if (index >= 0) {
    search.setAttribute("aria-activedescendant", options[index].element.id);
    options[index].element.scrollIntoView({ block: "nearest" });
  }
}

function addOption(code, name, note) {
  const element = document.createElement("li");
  element.id = `to-option-${options.length}`;
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  element.append(`${name} `, Object.assign(document.createElement("code"), { textContent: code }));
  if (note) element.append(Object.assign(document.createElement("span"), { className: "quiet", textContent: note }));
  element.addEventListener("mousedown", (event) => { event.preventDefault(); choose(code, name); });
  options.push({ element, code, name });
  list.append(element);
}

let asked = 0;
let pause;
search.addEventListener("input", () => {
  clearTimeout(pause);
  const text = search.value.trim();
  if (text.length < 2) { closeList(); return; }
  pause = setTimeout(async () => {
    const turn = ++asked;
    try {
      const found = await (await call(`/console/compose/agencies?q=${encodeURIComponent(text)}`)).json();
      if (turn !== asked) return;
      options = [];
      list.replaceChildren();
      for (const agency of found) {
        if (!agency.closed) addOption(agency.code, agency.name);
        else if (agency.heirs.length === 0) list.append(Object.assign(document.createElement("li"), { className: "closed", role: "option", ariaDisabled: "true", textContent: `${agency.name} – ${agency.closed}` }));
        else for (const heir of agency.heirs) addOption(heir.code, heir.name, say(`kế thừa ${agency.name}: ${agency.closed}`, `continues ${agency.name}`));
      }
      if (found.length === 0) list.append(Object.assign(document.createElement("li"), { className: "closed", role: "option", ariaDisabled: "true", textContent: say("Không tìm thấy cơ quan nào.", "No agency found.") }));
      list.hidden = false;
      search.setAttribute("aria-expanded", "true");
      mark(options.length > 0 ? 0 : -1);
    } catch (error) {
      showProblem(form, error.problem ?? lost);
    }
  }, 180);
});

search.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" && options.length) { event.preventDefault(); mark((active + 1) % options.length); }
  else if (event.key === "ArrowUp" && options.length) { event.preventDefault(); mark((active + options.length - 1) % options.length); }
  else if (event.key === "Enter") { event.preventDefault(); if (active >= 0) choose(options[active].code, options[active].name); }
  else if (event.key === "Escape") closeList();
  else if (event.key === "Backspace" && search.value === "" && chosen.size) { chosen.delete([...chosen.keys()].at(-1)); drawChosen(); changed(); }
});
search.addEventListener("blur", closeList);

for (const button of form.querySelectorAll("[data-group]")) {
  button.addEventListener("click", async () => {
    try {
      for (const agency of await (await call(`/console/compose/groups/${button.dataset.group}?from=${encodeURIComponent(at("from").value)}`)).json()) chosen.set(agency.code, agency.name);
      touched.add("to");
      drawChosen();
      changed();
    } catch (error) {
      showProblem(form, error.problem ?? lost);
    }
  });
}
form.querySelector("[data-clear]").addEventListener("click", () => { chosen.clear(); drawChosen(); changed(); });
for (const [code, name] of Object.entries(JSON.parse(form.dataset.agencies || "{}"))) chosen.set(code, name);
drawChosen();

// Notation: the type's abbreviation stands first (DOC-02) ----------------------------------------------------------

let abbreviation = "";
at("typeName").addEventListener("change", () => {
  const wanted = at("typeName").selectedOptions[0].dataset.abbreviation ?? "";
  const notation = at("notation");
  const rest = abbreviation && notation.value.startsWith(`${abbreviation}-`) ? notation.value.slice(abbreviation.length + 1) : notation.value;
  notation.value = wanted ? `${wanted}-${rest}` : rest;
  abbreviation = wanted;
});

// Files ------------------------------------------------------------------------------------------------------------

const uploads = [];
const size = (bytes) => (bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toLocaleString(english ? "en" : "vi", { maximumFractionDigits: 1 })} MB`);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const note = Object.assign(document.createElement("p"), { className: "quiet", role: "status" });
at("file-list").after(note);

async function begin(upload) {
  const before = sessionStorage.getItem(upload.key);
  if (before) {
    try {
      const known = await (await call(`/console/uploads/${before}`)).json();
      upload.id = known.id;
      upload.offset = known.offset;
      return;
    } catch (error) {
      if (!error.problem) throw error;
    }
  }
  const others = uploads.filter((u) => u !== upload);
  const body = new URLSearchParams({
    name: upload.file.name, type: upload.file.type, size: upload.file.size,
    othersSize: others.reduce((sum, u) => sum + u.file.size, 0), othersCount: others.length,
  });
  const made = await (await call("/console/uploads", { method: "POST", body })).json();
  upload.id = made.id;
  upload.offset = 0;
  if (!upload.removed) sessionStorage.setItem(upload.key, made.id);
}

// What was removed from the form goes from the node too.
function forget(upload) {
  if (upload.id === undefined) return;
  if (sessionStorage.getItem(upload.key) === upload.id) sessionStorage.removeItem(upload.key);
  call(`/console/uploads/${upload.id}`, { method: "DELETE" }).catch((reason) => console.warn("upload", reason));
}

async function push(upload) {
  let tries = 0;
  while (!upload.removed && (upload.id === undefined || upload.offset < upload.file.size)) {
    try {
      if (upload.id === undefined) await begin(upload);
      else {
        const piece = upload.file.slice(upload.offset, upload.offset + PIECE);
        const answer = await call(`/console/uploads/${upload.id}?offset=${upload.offset}`, { method: "PATCH", body: piece, headers: { "Content-Type": "application/octet-stream" } });
        upload.offset = (await answer.json()).offset;
      }
      tries = 0;
      upload.draw();
    } catch (error) {
      const code = error.problem?.code;
      if (code && code !== "UPLOAD_OFFSET" && code !== "UPLOAD_BUSY") {
        upload.fail((english && error.problem.detailEn) || error.problem.detail);
        return;
      }
      upload.draw(say("Mạng gián đoạn, đang thử lại…", "The line was cut; trying again…"));
      await wait(Math.min(15000, 500 * 2 ** tries++));
      if (upload.id !== undefined) {
        try { upload.offset = (await (await call(`/console/uploads/${upload.id}`)).json()).offset; } catch (again) {
          if (again.problem) { upload.fail((english && again.problem.detailEn) || again.problem.detail); return; }
        }
      }
    }
  }
  if (upload.removed) {
    // Removed while the node was still answering: only now is it known what it calls the file.
    forget(upload);
    return;
  }
  upload.done = true;
  upload.draw();
  changed();
}

function add(file) {
  const key = `axis-upload:${file.name}:${file.size}:${file.lastModified}`;
  const same = uploads.find((u) => u.key === key);
  if (same && !same.failed) {
    note.textContent = say(`Tệp “${file.name}” đã có trong danh sách; không thêm lần nữa.`, `'${file.name}' is in the list already; it is not added again.`);
    return;
  }
  note.textContent = "";
  same?.discard();
  const row = document.createElement("li");
  const name = Object.assign(document.createElement("span"), { textContent: file.name });
  const told = Object.assign(document.createElement("span"), { className: "quiet" });
  const bar = Object.assign(document.createElement("progress"), { max: file.size || 1, value: 0 });
  bar.setAttribute("aria-label", say(`Tải lên ${file.name}`, `Uploading ${file.name}`));
  const remove = Object.assign(document.createElement("button"), { type: "button", className: "small", textContent: say("Bỏ", "Remove") });
  row.append(name, told, bar, remove);
  at("file-list").append(row);
  const upload = {
    file, key, offset: 0, done: false, removed: false, failed: false,
    draw(note) {
      bar.value = this.done ? bar.max : this.offset;
      bar.hidden = this.done;
      told.textContent = note ?? (this.done ? `${size(file.size)} ✓` : `${size(this.offset)} / ${size(file.size)}`);
    },
    discard() {
      upload.removed = true;
      uploads.splice(uploads.indexOf(upload), 1);
      row.remove();
      forget(upload);
      note.textContent = "";
      changed();
    },
    fail(text) { this.failed = true; bar.hidden = true; told.textContent = text; told.className = "wrong"; },
  };
  remove.setAttribute("aria-label", say(`Bỏ ${file.name}`, `Remove ${file.name}`));
  remove.addEventListener("click", () => upload.discard());
  uploads.push(upload);
  upload.draw();
  push(upload);
}

at("files").addEventListener("change", (event) => { [...event.target.files].forEach(add); event.target.value = ""; });
const drop = at("drop");
for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => { event.preventDefault(); [...event.dataTransfer.files].forEach(add); });

// What would be refused, while it is filled in; next to fields that were touched ------------------------------------

// dd/MM/yyyy, as clerks write it; anything else goes as it is and is refused with its reason.
const day = (text) => text.replace(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/, (_, d, m, y) => `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`);

function fields() {
  const text = (id) => at(id).value.trim() || null;
  const kind = form.dataset.kind;
  const original = form.dataset.original;
  const to = [...chosen.keys()];
  const document_ = {
    from: at("from").value,
    to,
    noStateSecret: at("noStateSecret").checked,
    typeName: at("typeName").value,
    notation: at("notation").value.trim(),
    subject: at("subject").value.trim(),
    signer: { fullName: at("signer").value.trim(), position: text("position"), competence: text("competence") },
    priority: Number(at("priority").value),
    paper: at("paper").checked,
  };
  for (const id of ["number", "place"]) if (text(id)) document_[id] = text(id);
  for (const id of ["date", "dueDate"]) if (text(id)) document_[id] = day(text(id));
  if (own.checked) document_.signingCertificate = at("signingCertificate").value;
  if (kind === "replacement") document_.business = { kind, errorKind: text("errorKind"), reason: text("reason"), replaced: [{ documentId: original, agencies: to }] };
  if (kind === "update") document_.business = { kind, errorKind: text("errorKind"), reason: text("reason"), targetDocumentId: original, documentInfo: true };
  return document_;
}

const request = () => JSON.stringify({ document: fields(), uploads: uploads.filter((u) => u.done).map((u) => u.id), key: form.dataset.key });

// The key that signs: on the node, or the person's own, whose certificate is chosen from those bound to the sending agency -----

const own = at("signing-own");
const certificates = [...at("signingCertificate").options];
const sendText = at("send").textContent;

function drawSigning() {
  const bound = certificates.filter((option) => option.dataset.agency === at("from").value);
  const chosenBefore = at("signingCertificate").value;
  at("signingCertificate").replaceChildren(...bound);
  if (bound.some((option) => option.value === chosenBefore)) at("signingCertificate").value = chosenBefore;
  at("own").hidden = !own.checked;
  at("no-certificate").hidden = bound.length > 0;
  at("send").textContent = own.checked ? at("send").dataset.own : sendText;
  at("send").disabled = own.checked && bound.length === 0;
}

for (const id of ["signing-node", "signing-own", "from"]) at(id).addEventListener("change", drawSigning);
drawSigning();

let checking;
function changed() {
  clearTimeout(checking);
  checking = setTimeout(async () => {
    try {
      const verdict = await (await call("/console/compose/check", { method: "POST", body: request(), headers: { "Content-Type": "application/json" } })).json();
      clearProblems(form);
      for (const error of verdict.errors) {
        const name = error.field.replace(/[[.].*$/, "");
        if (!touched.has(name)) continue;
        const place = at(`${name}-wrong`);
        if (!place) continue;
        place.textContent = [(english && error.detailEn) || error.detail, ...(error.suggestions ?? []).slice(0, 3)].join(" · ");
        place.hidden = false;
        at(name)?.setAttribute("aria-invalid", "true");
      }
      at("warnings").replaceChildren(...verdict.warnings.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    } catch (error) {
      if (error.problem?.status === 401) showProblem(form, error.problem);
    }
  }, 400);
}

form.addEventListener("focusout", (event) => { if (event.target.id && event.target.value) { touched.add(event.target.id); changed(); } });
form.addEventListener("change", (event) => { if (event.target.id && event.target.id !== "files") { touched.add(event.target.id); changed(); } });

// The page's key makes a second press harmless: what was sent is shown, not sent again.
const unsure = {
  detail: "Mất liên lạc với nút: chưa rõ văn bản đã được gửi hay chưa. Kiểm tra mạng rồi bấm gửi lần nữa để kiểm tra; văn bản không bị gửi hai lần.",
  detailEn: "The line to the node was lost: whether the document was sent is not known. Check the network and press the button again to find out; nothing is sent twice.",
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(checking);
  const unfinished = uploads.find((u) => !u.done);
  if (unfinished) {
    showProblem(form, { detail: say(`Tệp “${unfinished.file.name}” chưa tải lên xong.`, `'${unfinished.file.name}' is not uploaded yet.`), errors: [] });
    return;
  }
  const send = at("send");
  send.disabled = true;
  try {
    const answer = await call(own.checked ? "/console/compose/prepare" : "/console/compose/send", { method: "POST", body: request(), headers: { "Content-Type": "application/json" } });
    uploads.forEach((u) => sessionStorage.removeItem(u.key));
    window.location.assign(answer.headers.get("Location"));
  } catch (error) {
    showProblem(form, error.problem ?? unsure);
    send.disabled = false;
  }
});
