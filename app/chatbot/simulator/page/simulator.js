/* global document, fetch, innerHeight */
// The page on which one chats as a parent: reads the fake's state by polling, and speaks through its control routes.
const fake = `${document.body.dataset.fake}/_fake`;
const at = (id) => document.getElementById(id);
const POLL = 500;
const page = {
  phones: [],
  numbers: [],
  current: null,
  state: { revision: -1, chat: [], exchanges: [], faults: [], manner: {} },
};

/** An element with attributes and children; texts are texts, never HTML: they come from people. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

async function tell(path, body) {
  const reply = await fetch(`${fake}/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  await refresh();
  return reply.json();
}

function say(content) {
  const { waId, phoneNumberId } = page.current;
  return tell("say", { waId, phoneNumberId, content });
}

const initials = (name) =>
  name
    .split(/\s+/)
    .filter((word) => /^\p{Lu}/u.test(word))
    .slice(0, 2)
    .map((word) => word[0].toUpperCase())
    .join("") || "#";

/** WhatsApp's own marks: *bold* and _italic_. */
function formatted(text) {
  return text.split(/(\*[^*\n]+\*|_[^_\n]+_)/).map((part) => {
    if (/^\*.+\*$/.test(part)) return make("b", {}, part.slice(1, -1));
    if (/^_.+_$/.test(part)) return make("i", {}, part.slice(1, -1));
    return part;
  });
}

function drawPhones() {
  at("phones").replaceChildren(
    ...page.phones.map((phone) => {
      const school = page.numbers.find((number) => number.phoneNumberId === phone.phoneNumberId);
      const mine = phone === page.current;
      const choose = () => select(phone);
      return make(
        "li",
        {},
        make(
          "button",
          { onclick: choose, "aria-current": String(mine) },
          make("span", { class: "avatar", "aria-hidden": "true" }, initials(phone.name)),
          make(
            "div",
            {},
            make("strong", {}, phone.name),
            make("span", {}, `+${phone.waId}`),
            make("span", {}, school?.schoolName ?? ""),
          ),
        ),
      );
    }),
  );
}

function select(phone) {
  page.current = phone;
  const number = page.numbers.find((one) => one.phoneNumberId === phone.phoneNumberId);
  at("schoolName").textContent = number?.schoolName ?? "School";
  at("schoolNumber").textContent = number?.displayNumber ?? "";
  at("avatar").textContent = initials(number?.schoolName ?? "S");
  drawPhones();
  drawChat();
  at("text").focus();
}

const MARKS = { accepted: "✓", sent: "✓", delivered: "✓✓", read: "✓✓" };

function small(line) {
  const time = new Date(line.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const mark = MARKS[line.status];
  const ticks = mark ? make("span", { class: `ticks ${line.status}`, title: line.status }, mark) : null;
  const failed = line.error ? make("span", { class: "failed" }, ` not delivered: ${line.error}`) : null;
  return make("small", {}, time, ticks, failed);
}

function options(message) {
  const interactive = message.interactive;
  if (message.type !== "interactive" || !interactive.action) return null;
  if (interactive.type === "button") {
    const press =
      ({ reply }) =>
      () =>
        say({ type: "interactive", interactive: { type: "button_reply", button_reply: reply } });
    return make(
      "div",
      { class: "options" },
      ...interactive.action.buttons.map((button) => make("button", { onclick: press(button) }, button.reply.title)),
    );
  }
  return make(
    "div",
    { class: "options" },
    make("button", { onclick: () => openSheet(interactive) }, `☰ ${interactive.action.button}`),
  );
}

function openSheet({ body, action }) {
  const pick =
    ({ id, title, description }) =>
    () => {
      at("sheet").close();
      say({
        type: "interactive",
        interactive: { type: "list_reply", list_reply: { id, title, ...(description ? { description } : {}) } },
      });
    };
  const sections = action.sections.flatMap((section) => [
    section.title ? make("h3", {}, section.title) : null,
    ...section.rows.map((row) =>
      make(
        "button",
        { class: "row", onclick: pick(row) },
        row.title,
        row.description ? make("small", {}, row.description) : null,
      ),
    ),
  ]);
  at("sheet").replaceChildren(
    make("h2", {}, ...formatted(body.text)),
    ...sections.filter(Boolean),
    make("button", { class: "close", onclick: () => at("sheet").close() }, "Close"),
  );
  const screen = document.querySelector(".phone").getBoundingClientRect();
  Object.assign(at("sheet").style, {
    left: `${screen.left + 12}px`,
    width: `${screen.width - 24}px`,
    bottom: `${innerHeight - screen.bottom + 16}px`,
  });
  at("sheet").showModal();
}

function content(message) {
  const { type, interactive } = message;
  if (type === "text") return [make("p", {}, ...formatted(message.text.body))];
  if (type === "interactive" && interactive.button_reply) return [make("p", {}, interactive.button_reply.title)];
  if (type === "interactive" && interactive.list_reply) return [make("p", {}, interactive.list_reply.title)];
  if (type === "interactive") {
    const header = interactive.header?.text ? make("p", {}, make("b", {}, interactive.header.text)) : null;
    const footer = interactive.footer?.text ? make("p", { class: "tapped" }, interactive.footer.text) : null;
    return [header, make("p", {}, ...formatted(interactive.body.text)), footer];
  }
  if (type === "document")
    return [
      make("div", { class: "file" }, make("b", {}, "PDF"), message.document.filename),
      message.document.caption ? make("p", {}, message.document.caption) : null,
    ];
  if (type === "template")
    return [
      make("p", {}, `Template ${message.template.name}`),
      make(
        "p",
        { class: "tapped" },
        (message.template.components?.[0]?.parameters ?? []).map((one) => one.text).join(" · "),
      ),
    ];
  return [make("p", { class: "tapped" }, type)];
}

function drawChat() {
  const { waId, phoneNumberId } = page.current ?? {};
  const lines = page.state.chat.filter((line) => line.waId === waId && line.phoneNumberId === phoneNumberId);
  const bubbles = lines.map((line) => {
    const mine = line.side === "phone";
    return make(
      "li",
      { class: mine ? "bubble mine" : "bubble" },
      make("div", { class: "body" }, ...content(line.message), small(line)),
      mine ? null : options(line.message),
    );
  });
  const empty = make("li", { class: "empty" }, "Write “results”, “resultados” or “hello” to begin.");
  at("chat").replaceChildren(...(bubbles.length > 0 ? bubbles : [empty]));
  at("chat").scrollTop = at("chat").scrollHeight;
}

const WORDS = { toMeta: "School → Meta", toSchool: "Meta → School" };

function drawWire() {
  const list = at("wire");
  const open = new Set([...list.querySelectorAll("details[open]")].map((one) => one.dataset.key));
  list.replaceChildren(
    ...page.state.exchanges
      .map((one, place) => [one, `${one.at} ${place}`])
      .reverse()
      .map(([one, key]) => {
        const bad = one.status === null || one.status >= 300 || one.status === 0;
        const shown =
          JSON.stringify(one.body, null, 2) + (one.reply ? `\n\n→ ${JSON.stringify(one.reply, null, 2)}` : "");
        const kind = one.body?.entry?.[0]?.changes?.[0]?.value?.statuses?.[0]?.status ?? one.body?.type ?? "message";
        return make(
          "li",
          {},
          make(
            "details",
            { "data-key": key, ...(open.has(key) ? { open: "" } : {}) },
            make(
              "summary",
              {},
              make("span", {}, WORDS[one.direction]),
              make("span", { class: "what" }, `${kind} · ${one.path.replace(/^https?:\/\/[^/]+/, "")}`),
              make("span", { class: bad ? "code bad" : "code" }, String(one.status ?? "–")),
            ),
            make("pre", {}, shown),
          ),
        );
      }),
  );
}

const TOOLS = [
  { title: "+1 h", act: () => tell("clock", { seconds: 3600 }) },
  { title: "+24 h", act: () => tell("clock", { seconds: 86400 }) },
  { title: "Drop next reply", fault: "dropReply" },
  { title: "Next 500", fault: "http500" },
  { title: "Next 429", fault: "http429" },
  { title: "Deliver twice", manner: "twice" },
  { title: "Out of order", manner: "outOfOrder" },
];

function drawTools() {
  const { faults, manner } = page.state;
  at("tools").replaceChildren(
    ...TOOLS.map(({ title, act, fault, manner: name }) => {
      const pressed = fault ? faults.includes(fault) : name ? manner[name] === true : null;
      const press = act ?? (fault ? () => tell("faults", { fault }) : () => tell("manner", { [name]: !manner[name] }));
      return make("button", { onclick: press, "aria-pressed": pressed === null ? null : String(pressed) }, title);
    }),
  );
}

async function refresh() {
  const reply = await fetch(`${fake}/state?since=${page.state.revision}`).catch(() => null);
  const state = await reply?.json();
  if (!state?.chat) return;
  page.state = state;
  at("clock").textContent = new Date(state.now).toLocaleString();
  at("pending").textContent = state.pending > 0 ? ` · ${state.pending} waiting to be delivered` : "";
  drawChat();
  drawWire();
  drawTools();
}

at("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const body = at("text").value.trim();
  if (!body || !page.current) return;
  at("text").value = "";
  say({ type: "text", text: { body } });
});

at("newPhone").addEventListener("submit", (event) => {
  event.preventDefault();
  const waId = at("newNumber").value.replace(/\D/g, "");
  const phoneNumberId = page.current?.phoneNumberId ?? page.numbers[0]?.phoneNumberId;
  if (!/^\d{5,20}$/.test(waId) || !phoneNumberId) return;
  const phone = { waId, name: "Another phone", phoneNumberId };
  page.phones.push(phone);
  at("newNumber").value = "";
  select(phone);
});

const offers = await (await fetch("offers.json")).json();
page.phones = offers.phones;
page.numbers = offers.numbers;
if (page.phones[0]) select(page.phones[0]);
await refresh();
drawTools();
setInterval(refresh, POLL);
