// Finds elements as assistive technology does: by role and accessible name. Arguments: role, name (or null), scope.
const [role, name, scope] = arguments;
const native = {
  alert: "[role=alert]", button: "button,[role=button]", checkbox: "input[type=checkbox],[role=checkbox]",
  combobox: "select,[role=combobox]", dialog: "dialog[open],[role=dialog]", group: "fieldset,[role=group]",
  heading: "h1,h2,h3,[role=heading]", link: "a[href],[role=link]", list: "ul,ol,[role=list]",
  listitem: "li,[role=listitem]", menuitem: "[role=menuitem]", option: "option,[role=option]",
  radio: "input[type=radio],[role=radio]", searchbox: "input[type=search],[role=searchbox]",
  status: "output,[role=status]", table: "table,[role=table]",
  textbox: "input:not([type]),input[type=text],input[type=email],input[type=url],input[type=password],textarea,[role=textbox]",
};
const clean = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const textOf = (element) => {
  const copy = element.cloneNode(true);
  for (const hidden of copy.querySelectorAll("[aria-hidden=true]")) hidden.remove();
  return clean(copy.textContent);
};
const referenced = (element) =>
  clean((element.getAttribute("aria-labelledby") ?? "").split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" "));
const nameOf = (element) =>
  referenced(element) || clean(element.getAttribute("aria-label")) ||
  clean([...(element.labels ?? [])].map((label) => label.textContent).join(" ")) ||
  clean(element.querySelector(":scope > caption, :scope > legend")?.textContent) || textOf(element);
const visible = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true],[inert]");
const all = [...(scope ?? document).querySelectorAll(native[role] ?? `[role=${role}]`)];
return all.filter((element) => {
  const explicit = element.getAttribute("role");
  if (explicit && explicit !== role && !(role === "list" && explicit === "list")) return false;
  return visible(element) && (name === null || nameOf(element) === name);
});
